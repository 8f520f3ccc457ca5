package dev.telltale.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.registry.RunRecords;
import dev.telltale.testkit.Proc;
import dev.telltale.testkit.RunningProgram;
import dev.telltale.testkit.TelltaleProgram;
import dev.telltale.testkit.TestPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A signal ends a program that started nodes: afterwards no process, open port, paused process or stale record is left.
 */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
@Tag("process")
class OrphanCleanupTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HALT = "TERM to all";
    private static final Duration END_LIMIT = Duration.ofSeconds(2);

    private static final String PAUSES = """
            {"name":"pauses","nodes":2,"settings":{"heartbeat_interval":"200ms","heartbeat_timeout":"1s"},"end":"5m",
             "steps":[{"at":"0s","fault":"cut","observer":"node1","subject":"node2"},
                      {"at":"100ms","do":"pause","node":"node2"}]}
            """;

    @TempDir
    Path folder;

    private final List<Scene> scenes = new ArrayList<>();

    /** A program that starts nodes, and its actions until one of them is paused. */
    enum Starter {
        START {
            @Override
            RunningProgram start(TelltaleProgram telltale, String config) {
                RunningProgram start = telltale.start("start", "--config", config);
                start.awaitLine(".*All 2 nodes up.*");
                telltale.call("fault", "cut", "node1", "node2", "--config", config);
                assertThat(telltale.call("pause", "node2", "--config", config).code())
                        .isZero();
                return start;
            }
        },
        RUN {
            @Override
            RunningProgram start(TelltaleProgram telltale, String config) throws IOException {
                Path scenario = Files.writeString(Path.of(config).resolveSibling("pauses.json"), PAUSES);
                return telltale.start("run", scenario.toString());
            }
        },
        MEASURE {
            @Override
            RunningProgram start(TelltaleProgram telltale, String config) {
                return telltale.start(
                        "measure", "--rounds", "1000", "--nodes", "2", "--interval", "1s", "--timeout", "3s");
            }
        },
        PANEL {
            @Override
            RunningProgram start(TelltaleProgram telltale, String config) {
                return telltale.panel(List.of(), List.of(), "--config", config);
            }
        },
        BUILD_WITH_A_PANEL {
            @Override
            RunningProgram start(TelltaleProgram telltale, String config) {
                return telltale.panel(
                        List.of("sh", "-c", "\"$@\" & wait", "build"),
                        List.of("-Dtelltale.ends-with-parent=true"),
                        "--config",
                        config);
            }
        };

        abstract RunningProgram start(TelltaleProgram telltale, String config) throws IOException;

        /** Java runs the same shutdown hooks for INT and TERM, and no command handles either: one program is enough. */
        List<String> signals() {
            return this == START ? OrphanCleanupTest.signals() : List.of("KILL", "TERM", HALT);
        }
    }

    /** One program with its nodes, and the signal that ends it. */
    private record Scene(
            String who, String signal, TelltaleProgram telltale, RunningProgram starter, List<Integer> ports) {

        @Override
        public String toString() {
            return who + " ended by " + signal;
        }

        /** A shutdown of the system signals all processes, in no order; a terminal or an ending session signals one. */
        void end() {
            if (signal.equals(HALT)) {
                telltale.user().processes().forEach(ProcessHandle::destroy);
            } else {
                starter.signal(signal);
            }
        }

        private boolean isPaused() {
            return telltale.user().processes().stream()
                    .anyMatch(process -> Proc.state(process.pid()).equals("T"));
        }

        /** A program that has ended by itself need not be waited for. */
        private boolean isPausedOrOver() {
            return isPaused() || !starter.process().isAlive();
        }

        private boolean isClean() {
            return telltale.user().processes().isEmpty() && ports.stream().allMatch(TestPorts::isFree);
        }
    }

    @AfterEach
    void close() {
        scenes.forEach(scene -> scene.telltale().close());
    }

    @ParameterizedTest
    @EnumSource
    void aTerminatedProgramLeavesNoNodePortOrPausedProcess(Starter starter) throws IOException {
        for (String signal : starter.signals()) {
            Scene scene = stage(starter.name(), signal, starter::start);
            Awaitility.await(scene + " pauses").atMost(PATIENCE).until(scene::isPausedOrOver);
            assertThat(scene.isPaused())
                    .as("%s: %s", scene, scene.starter().lines())
                    .isTrue();
            scene.end();
            assertNothingIsLeft(scene, END_LIMIT);
        }
    }

    @ParameterizedTest
    @MethodSource("signals")
    void aProgramTerminatedWhileItStartsItsNodesLeavesNothing(String signal) throws IOException {
        Scene scene = stage("a start", signal, (telltale, config) -> telltale.start("start", "--config", config));
        Awaitility.await("a node of " + scene)
                .pollInterval(Duration.ofMillis(2))
                .atMost(PATIENCE)
                .until(() -> scene.telltale().user().processes().size() > 1);
        scene.end();
        // A starting JVM handles no signal yet, and on a busy machine that may take long.
        assertNothingIsLeft(scene, PATIENCE);
    }

    static List<String> signals() {
        // INT is last: where it cannot be sent, only this case is skipped.
        return List.of("KILL", "TERM", HALT, "INT");
    }

    /** Starts a program. */
    @FunctionalInterface
    private interface Entrance {
        RunningProgram of(TelltaleProgram telltale, String config) throws IOException;
    }

    private Scene stage(String who, String signal, Entrance entrance) throws IOException {
        var telltale = new TelltaleProgram(Files.createDirectories(folder.resolve(signal)));
        int[] ports = TestPorts.free(2);
        String config = telltale.config(ports).toString();
        var scene = new Scene(
                who,
                signal,
                telltale,
                entrance.of(telltale, config),
                IntStream.of(ports).boxed().toList());
        scenes.add(scene);
        return scene;
    }

    private static void assertNothingIsLeft(Scene scene, Duration limit) {
        Awaitility.await(scene + " is gone").atMost(limit).until(scene::isClean);
        assertThat(new RunRecords(scene.telltale().user().records()).live()).isEmpty();
        assertThat(scene.starter().lines()).as("%s", scene).noneMatch(line -> line.contains("at dev.telltale."));
    }
}

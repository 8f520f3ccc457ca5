package dev.telltale.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mutation test of the random simulations: each bug, planted into a copy of the product, breaks an invariant. */
@Tag("fuzz")
class PlantedFaultsTest {
    private static final int SEEDS = 1_000;
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "telltale");

    @TempDir
    Path folder;

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        "a wrap-around",
                        "node/HeartbeatSchedule.java",
                        "return !inFlight && now.nanos() - nextAtNanos >= 0;",
                        "return !inFlight && now.nanos() >= nextAtNanos;"),
                fault(
                        "a wrap-around that looks like a silence",
                        "detector/TimeoutDetector.java",
                        "nanos - silentSinceNanos >= timeoutNanos()",
                        "nanos >= silentSinceNanos + timeoutNanos()"),
                fault(
                        "a fixed-rate burst",
                        "node/HeartbeatSchedule.java",
                        "nextAtNanos = now.nanos() + delayNanos;",
                        "nextAtNanos += delayNanos;"),
                fault("a missed reset", "detector/TimeoutDetector.java", "        failures = 0;\n", ""),
                fault(
                        "a second missed reset",
                        "detector/TimeoutDetector.java",
                        "        isConnectionLost = false;\n",
                        ""),
                fault(
                        "a stale incarnation accepted",
                        "node/MonitoredPeer.java",
                        "observations.isStale(attempt) && status != Status.DOWN",
                        "observations.isStale(attempt) && status == Status.UNKNOWN"),
                fault(
                        "a stale incarnation accepted from a helper",
                        "detector/SwimDetector.java",
                        "if (!isEarlier(heardIncarnation)) {",
                        "if (helper != null) {"),
                fault(
                        "a self-lateness check removed",
                        "node/LagMonitor.java",
                        "return late > starvation.toleranceNanos() ? late : 0;",
                        "return 0;"),
                fault(
                        "a cut in the wrong direction",
                        "fault/ActiveFaults.java",
                        "        var link = new Link(observer, subject);\n",
                        "        var link = new Link(subject, observer);\n"),
                fault(
                        "a healing that heals nothing",
                        "fault/ActiveFaults.java",
                        "return entries.remove(id) != null;",
                        "return entries.containsKey(id);"),
                fault(
                        "a stall that speaks",
                        "fault/ActiveFaults.java",
                        "return new ResponseBehavior(here, 0);",
                        "return new ResponseBehavior(ResponseBehavior.Mode.ERROR, 0);"),
                fault(
                        "a resumption that discards no silence before it reads on",
                        "node/NodeStateMachine.java",
                        "                discardSilences();\n            } else if (late",
                        "            } else if (late"));
    }

    private static Arguments fault(String name, String file, String right, String wrong) {
        return Arguments.of(name, file, right, wrong);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void everyPlantedBugBreaksAnInvariant(String name, String file, String right, String wrong) throws Exception {
        compile(file, plant(file, right, wrong));

        assertThat(runUntilBroken())
                .as("%s: no invariant broke in %d simulations", name, SEEDS)
                .contains("virtual ms: broken: ");
    }

    private static String plant(String file, String right, String wrong) throws IOException {
        String source = Files.readString(SOURCES.resolve(file)).replace("\r\n", "\n");
        assertThat(source.split(Pattern.quote(right), -1))
                .as("%s once in %s", right, file)
                .hasSize(2);
        return source.replace(right, wrong);
    }

    private void compile(String file, String source) throws IOException {
        Path copy = folder.resolve(Path.of(file).getFileName());
        Files.writeString(copy, source);
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-nowarn",
                        "-proc:none",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes().toString(),
                        copy.toString());
        assertThat(code).as("the planted %s compiles", file).isZero();
    }

    private Path classes() throws IOException {
        return Files.createDirectories(folder.resolve("classes"));
    }

    /** Message of the first broken invariant; empty if none was broken. */
    private String runUntilBroken() throws Exception {
        URL[] urls = {url(classes()), location(SimulatedCluster.class), location(RandomRunsTest.RandomSimulation.class)
        };
        try (var loader = new ChildFirst(urls, getClass().getClassLoader())) {
            Method run = loader.loadClass(RandomRunsTest.RandomSimulation.class.getName())
                    .getDeclaredMethod("run", long.class);
            run.setAccessible(true);
            for (long seed = 0; seed < SEEDS; seed++) {
                try {
                    run.invoke(null, seed);
                } catch (InvocationTargetException broken) {
                    return String.valueOf(broken.getTargetException().getMessage());
                }
            }
        }
        return "";
    }

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loads the product's classes itself, the planted one first, so that all of them use it. */
    private static final class ChildFirst extends URLClassLoader {
        private static final List<String> PRODUCT = List.of(
                "dev.telltale.sim.",
                "dev.telltale.fault.",
                "dev.telltale.node.",
                "dev.telltale.detector.",
                "dev.telltale.model.",
                "dev.telltale.testkit.");

        private ChildFirst(URL[] urls, ClassLoader parent) {
            super(urls, parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded == null && PRODUCT.stream().anyMatch(name::startsWith)) {
                    loaded = findClass(name);
                }
                return loaded == null ? super.loadClass(name, resolve) : loaded;
            }
        }
    }
}

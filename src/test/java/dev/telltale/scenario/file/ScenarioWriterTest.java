package dev.telltale.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.scenario.Action;
import dev.telltale.scenario.Expectation;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.Step;
import dev.telltale.scenario.StepAnchor;
import dev.telltale.scenario.Target;
import dev.telltale.testkit.RandomFaults;
import dev.telltale.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fuzz")
class ScenarioWriterTest {
    @Test
    void aWrittenScenarioReadsBackUnchanged() {
        Seeds.of(300).forEach(seed -> {
            Scenario scenario = new RandomScenario(seed).scenario();
            String written = ScenarioWriter.write(scenario);

            assertThat(ScenarioReader.parse("random", written.getBytes(StandardCharsets.UTF_8)))
                    .as(written)
                    .isEqualTo(scenario);
        });
    }

    /** A random valid scenario; its expectations need not pass. */
    private static final class RandomScenario {
        private final SplittableRandom random;
        private final List<NodeId> nodes;
        private final RandomFaults draw;
        private final List<Step> steps = new ArrayList<>();

        RandomScenario(long seed) {
            random = new SplittableRandom(seed);
            nodes = Scenario.ids(4 + random.nextInt(5));
            draw = new RandomFaults(random, nodes);
        }

        Scenario scenario() {
            var interval = draw.millis(10, 3_000);
            var heartbeat = new HeartbeatSettings(interval, interval.plus(draw.millis(1, 5_000)));
            var detection = new DetectionSettings(
                    draw.oneOf(DetectorKind.ALL),
                    1 + random.nextInt(3),
                    1 + random.nextInt(3),
                    draw.millis(0, 90_000),
                    6.5,
                    2);
            var at = Duration.ZERO;
            for (int i = random.nextInt(6); i > 0; i--) {
                at = at.plus(draw.millis(0, 5_000));
                Action action = action();
                steps.add(new Step(at, action, action.isUndoable() ? orNull(draw.millis(1, 20_000)) : null));
            }
            List<Expectation> expectations =
                    Stream.generate(this::expectation).limit(random.nextInt(6)).toList();
            String title = random.nextBoolean() ? "" : "Quotes \" and \\ and ✓";
            String description = random.nextBoolean() ? "" : "one\ntwo";
            Duration end = Duration.ofSeconds(60);
            return new Scenario(
                    "random",
                    title,
                    description,
                    random.nextInt(3),
                    nodes.size(),
                    heartbeat,
                    detection,
                    steps,
                    expectations,
                    end);
        }

        private <T> @Nullable T orNull(T value) {
            return random.nextBoolean() ? value : null;
        }

        private <T> List<T> orNone(T value) {
            return random.nextBoolean() ? List.of(value) : List.of();
        }

        private Action action() {
            NodeId node = draw.node();
            return switch (random.nextInt(5)) {
                case 0, 1 -> {
                    List<NodeId> both = List.of(node, draw.otherThan(node));
                    yield new Action.OnProcesses(
                            draw.oneOf(List.of(Action.Verb.values())), random.nextBoolean() ? both : List.of(node));
                }
                case 2 -> new Action.OnNode(draw.onNode());
                case 3 -> new Action.Heal(!steps.isEmpty() && steps.get(0).action() instanceof Action.OnLinks ? 1 : 0);
                default -> onLinks(node, draw.otherThan(node));
            };
        }

        private Action onLinks(NodeId node, NodeId other) {
            Target target = draw.oneOf(List.of(
                    new Target.Row(node),
                    new Target.Column(node),
                    new Target.Split(List.of(List.of(node), List.of(other))),
                    new Target.Isolate(node),
                    new Target.Bridge(node),
                    new Target.Halves(),
                    new Target.MajoritiesRing(),
                    new Target.Pair(node, other, random.nextBoolean())));
            Set<Link> links = target.links(nodes);
            // In a file, partitions are cuts; only a split may have another fault.
            boolean isCut = target.isPartition() && !(target instanceof Target.Split);
            return new Action.OnLinks(target, isCut ? new LinkFault.Cut(links) : draw.onLinks(links));
        }

        private Expectation expectation() {
            NodeId node = draw.node();
            NodeId other = draw.otherThan(node);
            Status status = draw.oneOf(List.of(Status.values()));
            DetectorKind detector = orNull(draw.oneOf(DetectorKind.ALL));
            int count = random.nextInt(9);
            return switch (random.nextInt(5)) {
                case 0 ->
                    new Expectation.StatusReached(
                            after(),
                            draw.millis(0, 500),
                            draw.millis(501, 1_400),
                            orNone(other),
                            node,
                            status,
                            detector);
                case 1 ->
                    new Expectation.StatusNever(
                            status,
                            draw.millis(0, 5_000),
                            draw.millis(5_001, 25_000),
                            orNone(other),
                            orNone(node),
                            Set.copyOf(orNone(new Link(node, other))),
                            detector);
                case 2 -> new Expectation.DiagnosisShows(after(), draw.millis(1, 900), "crash of " + node);
                case 3 -> new Expectation.FalseDiagnoses(count);
                default -> new Expectation.FalseAlarms(count, detector);
            };
        }

        private StepAnchor after() {
            int step = random.nextInt(steps.size() + 1);
            boolean canEnd = step > 0 && steps.get(step - 1).duration() != null;
            return new StepAnchor(step, canEnd && random.nextBoolean());
        }
    }
}

package dev.telltale.diagnosis;

import static dev.telltale.testkit.TestValues.nodes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkSets;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.testkit.Seeds;
import dev.telltale.testkit.TestValues;
import dev.telltale.testkit.TestValues.PeerState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The diagnosis at the beginning and end of a fault, when every row has a different age. */
@Tag("fuzz")
class LaggingRowsTest {
    /** Long enough for every observer to complete an attempt and to reach its timeout. */
    private static final Duration SETTLED = HeartbeatSettings.DEFAULT
            .timeout()
            .plus(HeartbeatSettings.DEFAULT.interval().multipliedBy(2))
            .plus(HeartbeatSettings.DEFAULT.deadline());

    @ParameterizedTest
    @ValueSource(ints = {0, 50, 300, 1_000})
    void onlyTheInjectedCauseIsDiagnosed(int lag) {
        Seeds.of(60).forEach(seed -> {
            var random = new Random(seed);
            List<NodeId> nodes = nodes(3 + random.nextInt(4));
            Cause cause = cause(nodes, random);
            Duration longestLag = Duration.ofMillis(lag);
            Duration healed = SETTLED.plus(longestLag).plusMillis(1_000 + random.nextLong(4_000));
            var cluster = new LaggingCluster(nodes, cause, healed, longestLag, random);
            long end = healed.plus(SETTLED).plus(longestLag).toMillis();
            for (long now = 0; now < end; now += 1 + random.nextLong(60)) {
                Diagnosis diagnosis = cluster.at(now);
                assertThat(diagnosis.findings())
                        .as("%s, after %d ms: %s", cause.words(), now, diagnosis)
                        .allMatch(finding -> finding.hasCause(cause.words()));
            }
            assertThat(cluster.at(healed.toMillis() - 1).hasCause(cause.words()))
                    .as(cause.words())
                    .isTrue();
            assertThat(cluster.at(end).sentence()).as(cause.words()).startsWith("All " + nodes.size() + " nodes up");
        });
    }

    private static Cause cause(List<NodeId> nodes, Random random) {
        NodeId one = nodes.get(random.nextInt(nodes.size()));
        NodeId other = nodes.get((nodes.indexOf(one) + 1 + random.nextInt(nodes.size() - 1)) % nodes.size());
        return switch (random.nextInt(7)) {
            case 0 -> CauseKind.ONE_WAY.of(one, other);
            case 1 -> CauseKind.BROKEN.of(one, other);
            case 2 -> CauseKind.MUTE.of(one);
            case 3 -> CauseKind.DEAF.of(one);
            case 4 -> CauseKind.ISOLATED.of(one);
            case 5 -> CauseKind.HANG.of(one);
            default -> new Cause(CauseKind.PARTITION, halves(nodes, random));
        };
    }

    private static List<List<NodeId>> halves(List<NodeId> nodes, Random random) {
        int first = 1 + random.nextInt(nodes.size() - 1);
        return List.of(nodes.subList(0, first), nodes.subList(first, nodes.size()));
    }

    /**
     * A cluster in which one cause begins at time 0 and ends later. Each observer detects it at its own next attempt,
     * and each row arrives with a delay of its own. All times in milliseconds.
     */
    private record LaggingCluster(
            List<NodeId> nodes, Cause cause, long healed, long longestLag, Random random, Map<Link, Long> phases) {
        private static final long INTERVAL =
                HeartbeatSettings.DEFAULT.interval().toMillis();
        private static final long TIMEOUT = HeartbeatSettings.DEFAULT.timeout().toMillis();
        private static final long DEADLINE =
                HeartbeatSettings.DEFAULT.deadline().toMillis();
        private static final long STATUS_TIMEOUT = 2_250;
        private static final long UP_SINCE = -3_600_000;

        LaggingCluster(List<NodeId> nodes, Cause cause, Duration healed, Duration longestLag, Random random) {
            this(nodes, cause, healed.toMillis(), longestLag.toMillis(), random, new HashMap<>());
        }

        private boolean isHung(NodeId node) {
            return cause.equals(CauseKind.HANG.of(node));
        }

        Diagnosis at(long now) {
            Map<NodeId, MatrixRow> rows = new HashMap<>();
            nodes.forEach(observer -> rows.put(observer, row(observer, now - random.nextLong(longestLag + 1))));
            return Diagnosis.of(new Matrix(nodes, rows), TestValues.at(now));
        }

        /** The last answer of a hung node stays until the next request has timed out. */
        private MatrixRow row(NodeId observer, long written) {
            boolean isHung = isHung(observer) && written >= 0 && written < healed;
            long answered = isHung ? -1 : written;
            var peers = LinkSets.row(nodes, observer).stream()
                    .map(link -> peer(link, answered))
                    .toList();
            MatrixRow row = TestValues.row(observer, TestValues.at(answered), wall(answered), peers);
            if (isHung(observer) && written >= healed) {
                return new MatrixRow(
                        observer, row.report(), row.answered(), null, TestValues.at(healed), Duration.ZERO);
            }
            return isHung && written >= STATUS_TIMEOUT ? row.withSilence("does not answer") : row;
        }

        /** Attempts begin every interval; one on a cut link ends at its deadline. */
        private PeerReport peer(Link link, long written) {
            boolean isCut = cause.kind().isOfLinks() ? cause.links(nodes).contains(link) : isHung(link.subject());
            long phase = phases.computeIfAbsent(link, one -> random.nextLong(INTERVAL));
            long heard = UP_SINCE;
            long checked = UP_SINCE;
            long upSince = UP_SINCE;
            long missedSince = 0;
            for (long begun = phase - 4 * INTERVAL; begun <= written; begun += INTERVAL) {
                boolean isBroken = begun >= 0 && begun < healed;
                if (isBroken && isHung(link.observer())) {
                    // It makes no attempt while it hangs, and starts again when it is healed.
                    begun = Math.max(begun, healed - INTERVAL);
                    heard = healed;
                    continue;
                }
                boolean isAnswered = !isBroken || !isCut;
                long ended = begun + (isAnswered ? 1 : DEADLINE);
                if (ended > written) {
                    break;
                }
                checked = ended;
                if (isAnswered) {
                    upSince = missedSince > 0 ? ended : upSince;
                    missedSince = 0;
                    heard = ended;
                } else if (missedSince == 0) {
                    missedSince = ended;
                }
            }
            Status status = written - heard >= TIMEOUT ? Status.DOWN : missedSince > 0 ? Status.SUSPECT : Status.UP;
            Evidence evidence = status == Status.UP ? Evidence.OK : Evidence.TIMEOUT;
            long since = status == Status.DOWN ? heard + TIMEOUT : status == Status.SUSPECT ? missedSince : upSince;
            return TestValues.peer(
                    link.subject(), new PeerState(status, evidence, wall(heard), wall(since)), wall(checked));
        }

        private static Instant wall(long time) {
            return TestValues.at(time).wall();
        }
    }
}

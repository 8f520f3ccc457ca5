package dev.telltale.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telltale.fault.Link;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.model.VerdictChange;
import dev.telltale.replay.Fidelity;
import dev.telltale.replay.Replay;
import dev.telltale.replay.ReplayScore;
import dev.telltale.replay.ReplaySettings;
import dev.telltale.trace.NodeTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final NodeId ONE = new NodeId("node1");
    private static final NodeId TWO = new NodeId("node2");
    private static final Duration FAST = Duration.ofMillis(700);

    private final List<NodeTrace> traces = LossyTraces.of(0.05, Duration.ofMinutes(20));
    private final Evaluation evaluation = new Evaluation(traces, List.of(), Workers.CALLER);

    private ReplaySettings withTimeout(Duration timeout) {
        ReplaySettings recorded = evaluation.recorded();
        return new ReplaySettings(
                new HeartbeatSettings(recorded.heartbeat().interval(), timeout), recorded.detection());
    }

    @Test
    void theScoreOfASettingIsThatOfItsReplay() {
        SettingScore score = evaluation.score(withTimeout(FAST), DetectorKind.TIMEOUT, () -> false);
        ReplayScore expected =
                ReplayScore.of(traces, unused -> score.settings(), List.of(DetectorKind.TIMEOUT), List.of());
        assertThat(score.summary()).isEqualTo(expected.summaries().get(DetectorKind.TIMEOUT));
        assertThat(score.fidelity()).isEqualTo(expected.fidelities().get(DetectorKind.TIMEOUT));
        var rated = Objects.requireNonNull(score.rated());
        assertThat(rated.candidate().detectionTime())
                .isEqualTo(expected.crashes().get(DetectorKind.TIMEOUT));
        assertThat(rated.candidate().mistakes().count()).isPositive();
    }

    /** The changes of the lane are those of the replay, and it has no hole. */
    @Test
    void theLaneOfALinkHasTheVerdictsOfItsReplay() {
        SettingScore score = evaluation.score(withTimeout(FAST), DetectorKind.TIMEOUT, () -> false);
        List<VerdictSpan> lane = score.lane(ONE, TWO);
        NodeTrace trace = traces.stream()
                .filter(one -> one.header().observer().equals(ONE))
                .findFirst()
                .orElseThrow();
        Replay.Result replay = Replay.of(trace, score.settings(), List.of(DetectorKind.TIMEOUT));
        List<Instant> times = new ArrayList<>(List.of(replay.from()));
        List<Status> verdicts = new ArrayList<>(List.of(Status.UNKNOWN));
        for (VerdictChange change : replay.changes()) {
            if (change.subject().equals(TWO)) {
                times.add(change.at());
                verdicts.add(change.to());
            }
        }
        assertThat(verdicts).contains(Status.DOWN);
        assertThat(lane).extracting(VerdictSpan::from).isEqualTo(times);
        assertThat(lane).extracting(VerdictSpan::verdict).isEqualTo(verdicts);
        for (int i = 1; i < lane.size(); i++) {
            assertThat(lane.get(i - 1).until()).isEqualTo(lane.get(i).from());
        }
        assertThat(lane.get(lane.size() - 1).until()).isEqualTo(replay.until());
    }

    @Test
    void theRecordedSettingIsExactForEachDetector() {
        for (DetectorKind kind : DetectorKind.ALL) {
            SettingScore score = evaluation.score(evaluation.recorded(), kind, () -> false);
            assertThat(score.fidelity().level()).isEqualTo(Fidelity.Level.EXACT);
            assertThat(score.settings()).isEqualTo(evaluation.recorded());
            assertThat(score.summary()).isNotNull();
        }
    }

    @Test
    void workersReplayTheSame() {
        var tasks = new AtomicInteger();
        Workers backwards = new Workers() {
            @Override
            public <T> List<T> all(List<java.util.function.Supplier<T>> work) {
                tasks.addAndGet(work.size());
                List<T> results = new ArrayList<>();
                for (int i = work.size() - 1; i >= 0; i--) {
                    results.add(0, work.get(i).get());
                }
                return results;
            }
        };
        SettingScore expected = evaluation.score(withTimeout(FAST), DetectorKind.PHI, () -> false);
        SettingScore found = evaluation.by(backwards).score(withTimeout(FAST), DetectorKind.PHI, () -> false);
        assertThat(tasks.get()).isEqualTo(3);
        assertThat(found.rated()).isEqualTo(expected.rated());
        assertThat(found.summary()).isEqualTo(expected.summary());
    }

    @Test
    void aReplayThatIsCancelledEndsSoon() {
        var questions = new AtomicInteger();
        assertThatThrownBy(() -> evaluation.score(
                        withTimeout(FAST), DetectorKind.TIMEOUT, () -> questions.incrementAndGet() == 2))
                .isInstanceOf(CancellationException.class);
        assertThat(questions.get()).isEqualTo(2);
    }

    @Test
    void aSmallerIntervalIsNotReplayable() {
        var half = new ReplaySettings(
                new HeartbeatSettings(Duration.ofMillis(250), FAST),
                evaluation.recorded().detection());
        SettingScore score = evaluation.score(half, DetectorKind.TIMEOUT, () -> false);
        assertThat(score.fidelity().level()).isEqualTo(Fidelity.Level.NOT_REPLAYABLE);
        assertThat(score.rated()).isNull();
        assertThat(score.lane(ONE, TWO)).isEmpty();
    }

    @Test
    void allLinksOfTheRecordingAreThere() {
        assertThat(evaluation.links()).hasSize(6).contains(new Link(ONE, TWO)).doesNotHaveDuplicates();
    }
}

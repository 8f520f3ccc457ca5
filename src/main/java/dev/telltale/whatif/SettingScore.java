package dev.telltale.whatif;

import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.model.VerdictChange;
import dev.telltale.qos.Summary;
import dev.telltale.replay.Fidelity;
import dev.telltale.replay.Replay;
import dev.telltale.replay.ReplaySettings;
import dev.telltale.tune.Rated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one detector said, or would have said, with one setting.
 *
 * @param rated detection times, of virtual crashes where silence alone gives one, and mistakes with their bound; null if
 *     it cannot be replayed, or if nothing was measured
 * @param summary the measures, with the detection times of real failures; null likewise
 * @param replays of the traces that could be replayed, in any order
 */
public record SettingScore(
        ReplaySettings settings,
        DetectorKind detector,
        Fidelity fidelity,
        @Nullable Rated rated,
        @Nullable Summary summary,
        List<Replay.Result> replays) {
    public SettingScore {
        replays = List.copyOf(replays);
    }

    /**
     * The verdicts of one link, oldest first; between two of them nothing was recorded. Within the time after a gap in
     * which the state of the detector is not known yet, they are as if nothing had been before.
     */
    public List<VerdictSpan> lane(NodeId observer, NodeId subject) {
        List<VerdictSpan> spans = new ArrayList<>();
        replays.stream()
                .filter(replay -> replay.header().observer().equals(observer)
                        && replay.header().peers().contains(subject))
                .sorted(Comparator.comparing(replay -> replay.header().start().wall()))
                .forEach(replay -> addSpans(replay, subject, spans));
        spans.sort(Comparator.comparing(VerdictSpan::from));
        return spans;
    }

    private void addSpans(Replay.Result replay, NodeId subject, List<VerdictSpan> spans) {
        Instant from = replay.from();
        Status verdict = Status.UNKNOWN;
        List<VerdictChange> changes = replay.changes().stream()
                .filter(change ->
                        change.detector() == detector && change.subject().equals(subject))
                // The wall clock may have been set back.
                .sorted(Comparator.comparing(VerdictChange::at))
                .toList();
        for (VerdictChange change : changes) {
            add(spans, from, change.at(), verdict);
            from = change.at();
            verdict = change.to();
        }
        add(spans, from, replay.until(), verdict);
    }

    private static void add(List<VerdictSpan> spans, Instant from, Instant until, Status verdict) {
        if (from.isBefore(until)) {
            spans.add(new VerdictSpan(from, until, verdict));
        }
    }
}

package dev.telltale.dashboard.viewmodel.cell;

import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.truth.GroundTruthModel;
import dev.telltale.dashboard.viewmodel.truth.HistoricalView;
import dev.telltale.dashboard.viewmodel.truth.ObservedOutage;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.DetectorVerdict;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.qos.Detection;
import dev.telltale.qos.MeasuredRange;
import dev.telltale.text.DurationFormat;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one detector of one observer holds of one subject, in words that move on with the time.
 *
 * @param isDeciding whether its word is the status
 * @param progress how much of the way to the next change has passed, 0 to 1; null where time changes nothing
 * @param words one line each: the countdown, and what else there is to say
 */
public record VerdictLine(
        DetectorKind detector,
        boolean isDeciding,
        CellState health,
        @Nullable Double progress,
        List<String> words) {
    public VerdictLine {
        words = List.copyOf(words);
    }

    /** All on one line. */
    public String sentence() {
        return detector.word() + " " + health.word()
                + words.stream().map(word -> ", " + word).collect(Collectors.joining());
    }

    /** In the order in which detectors are shown; empty if the observer does not answer or runs only one. */
    static List<VerdictLine> of(
            Grid grid, int observer, int subject, GroundTruthModel reality, ClockReading now, ZoneId zone) {
        PeerReport belief = grid.belief(observer, subject);
        if (belief == null || !grid.isAnswering(observer)) {
            return List.of();
        }
        List<VerdictLine> lines = new ArrayList<>();
        for (DetectorKind detector : DetectorKind.ALL) {
            DetectorVerdict verdict = belief.verdict(detector);
            if (verdict != null) {
                lines.add(new Writer(grid, observer, belief, verdict, reality, now, zone).write());
            }
        }
        return lines;
    }

    /** Words of one verdict, as they are now. */
    private record Writer(
            Grid grid,
            int observer,
            PeerReport belief,
            DetectorVerdict verdict,
            GroundTruthModel reality,
            ClockReading now,
            ZoneId zone) {
        VerdictLine write() {
            List<String> words = new ArrayList<>();
            Double progress = null;
            if (verdict.status() == Status.DOWN) {
                words.add(noticed());
            } else {
                progress = progress();
                if (verdict.detector() == DetectorKind.PHI && verdict.level() != null) {
                    words.add(String.format(
                            Locale.ROOT,
                            "φ %.1f of %.1f",
                            verdict.level(),
                            reality.detection().phiThreshold()));
                }
                words.add(countdown());
            }
            if (!verdict.confirmedBy().isEmpty()) {
                String helpers = verdict.confirmedBy().stream()
                        .map(NodeId::value)
                        .limit(3)
                        .collect(Collectors.joining(", "));
                int others = verdict.confirmedBy().size() - 3;
                words.add("confirmed by " + helpers + (others > 0 ? " and " + others + " more" : ""));
            }
            return new VerdictLine(
                    verdict.detector(),
                    verdict.detector() == grid.deciding(observer),
                    CellState.of(verdict.status()),
                    progress,
                    words);
        }

        private String noticed() {
            ObservedOutage absence = reality.done().newest(grid.nodes().get(observer), belief.id());
            Detection detection = absence == null || absence.isOver()
                    ? null
                    : reality.stopwatches().of(grid.nodes().get(observer), verdict.detector(), absence.outage());
            if (detection != null && detection.detectionTime() != null) {
                return "after " + MeasuredRange.words(detection.detectionTime());
            }
            return verdict.since() == null ? "" : "since " + DurationFormat.clock(verdict.since(), zone);
        }

        private String countdown() {
            if (HistoricalView.isRemembered(belief) && verdict.since() != null) {
                return "since " + DurationFormat.clock(verdict.since(), zone);
            }
            return verdict.next() == null
                    ? "until an attempt fails"
                    : verdict.next().word() + " in " + DurationFormat.span(left());
        }

        /** The countdown of the report, moved on by the report's age, and never below zero. */
        private Duration left() {
            Duration then = verdict.nextIn() == null ? Duration.ZERO : verdict.nextIn();
            Duration left = then.minus(grid.age(observer, now));
            return left.isNegative() ? Duration.ZERO : left;
        }

        private @Nullable Double progress() {
            if (verdict.next() == null) {
                return null;
            }
            if (verdict.detector() == DetectorKind.PHI
                    && verdict.status() == Status.SUSPECT
                    && verdict.level() != null) {
                return Math.min(1, verdict.level() / reality.detection().phiThreshold());
            }
            // SWIM's timer runs from the suspicion on; the others count the silence.
            boolean isTimer = verdict.detector() == DetectorKind.SWIM && verdict.status() == Status.SUSPECT;
            Instant from = isTimer ? verdict.since() : belief.lastHeartbeat();
            double passed = from == null ? 0 : grid.age(observer, from, now).toNanos();
            double whole = passed + left().toNanos();
            return whole <= 0 ? 1 : Math.min(1, passed / whole);
        }
    }
}

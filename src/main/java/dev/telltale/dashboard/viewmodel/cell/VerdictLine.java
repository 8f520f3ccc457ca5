package dev.telltale.dashboard.viewmodel.cell;

import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.truth.GroundTruthModel;
import dev.telltale.dashboard.viewmodel.truth.HistoricalView;
import dev.telltale.groundtruth.RecordedOutage;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.DetectorVerdict;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.qos.Detection;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.LocaleFormat;
import dev.telltale.text.NameList;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The verdict of one detector on one cell, with its countdown to the next change.
 *
 * @param isSelected whether its verdict is the status of the cell
 * @param progress of the time to the next change, 0 to 1; null if time alone changes nothing
 * @param words one line each: level, countdown or detection time, confirming nodes
 */
public record VerdictLine(
        DetectorKind detector,
        boolean isSelected,
        CellState state,
        @Nullable Double progress,
        List<String> words) {
    public VerdictLine {
        words = List.copyOf(words);
    }

    /** The whole verdict on one line. */
    public String sentence() {
        return detector.id() + " " + state.label()
                + words.stream().map(word -> ", " + word).collect(Collectors.joining());
    }

    /** The verdicts in the order of display; empty if the observer does not answer or runs only one detector. */
    static List<VerdictLine> of(
            Grid grid, int observer, int subject, GroundTruthModel groundTruth, ClockReading now, ZoneId zone) {
        PeerReport peerReport = grid.peerReport(observer, subject);
        if (peerReport == null || !grid.isAnswering(observer)) {
            return List.of();
        }
        List<VerdictLine> lines = new ArrayList<>();
        for (DetectorKind detector : DetectorKind.ALL) {
            DetectorVerdict verdict = peerReport.verdict(detector);
            if (verdict != null) {
                lines.add(new Writer(grid, observer, peerReport, verdict, groundTruth, now, zone).write());
            }
        }
        return lines;
    }

    /** Formats one verdict at one instant. */
    private record Writer(
            Grid grid,
            int observer,
            PeerReport peerReport,
            DetectorVerdict verdict,
            GroundTruthModel groundTruth,
            ClockReading now,
            ZoneId zone) {
        VerdictLine write() {
            List<String> words = new ArrayList<>();
            Double progress = null;
            if (verdict.status() == Status.DOWN) {
                words.add(detectionText());
            } else {
                progress = progress();
                if (verdict.detector() == DetectorKind.PHI && verdict.level() != null) {
                    words.add("φ " + LocaleFormat.rounded(verdict.level(), 1) + " of "
                            + LocaleFormat.rounded(groundTruth.detection().phiThreshold(), 1));
                }
                words.add(countdown());
            }
            if (!verdict.confirmedBy().isEmpty()) {
                words.add("confirmed by " + NameList.first(3, verdict.confirmedBy()));
            }
            return new VerdictLine(
                    verdict.detector(),
                    verdict.detector() == grid.selectedDetector(observer),
                    CellState.of(verdict.status()),
                    progress,
                    words);
        }

        private String detectionText() {
            RecordedOutage recorded = groundTruth.outages().newest(grid.nodes().get(observer), peerReport.id());
            Detection detection = recorded == null || recorded.isOver()
                    ? null
                    : groundTruth
                            .detectionTimes()
                            .of(grid.nodes().get(observer), verdict.detector(), recorded.outage());
            if (detection != null && detection.detectionTime() != null) {
                return "after " + DurationFormat.measured(detection.detectionTime());
            }
            return verdict.since() == null ? "" : "since " + DurationFormat.clock(verdict.since(), zone);
        }

        private String countdown() {
            if (HistoricalView.isFromHistory(peerReport) && verdict.since() != null) {
                return "since " + DurationFormat.clock(verdict.since(), zone);
            }
            return verdict.next() == null
                    ? "until an attempt fails"
                    : verdict.next().id() + " in " + DurationFormat.span(left());
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
                return Math.min(1, verdict.level() / groundTruth.detection().phiThreshold());
            }
            // SWIM's timer starts with the suspicion; those of the others with the last heartbeat.
            boolean isTimer = verdict.detector() == DetectorKind.SWIM && verdict.status() == Status.SUSPECT;
            Instant from = isTimer ? verdict.since() : peerReport.attempts().lastHeartbeat();
            double passed = from == null ? 0 : grid.age(observer, from, now).toNanos();
            double whole = passed + left().toNanos();
            return whole <= 0 ? 1 : Math.min(1, passed / whole);
        }
    }
}

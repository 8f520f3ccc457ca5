package dev.telltale.dashboard.viewmodel.cell;

import dev.telltale.dashboard.viewmodel.cell.CellDetails.Field;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.truth.DetectionTimes;
import dev.telltale.dashboard.viewmodel.truth.GroundTruthModel;
import dev.telltale.dashboard.viewmodel.truth.HistoricalView;
import dev.telltale.dashboard.viewmodel.truth.OutageText;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.groundtruth.RecordedOutage;
import dev.telltale.model.Evidence;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.qos.Detection;
import dev.telltale.qos.VerdictCorrectness;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.SafeText;
import dev.telltale.time.ClockReading;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the fields of one cell's details. */
final class CellDetailsBuilder {
    private final Grid grid;
    private final int observer;
    private final int subject;
    private final GroundTruthModel groundTruth;
    private final ClockReading now;
    private final ZoneId zone;
    private final @Nullable PeerReport peerReport;
    private List<Field> fields = new ArrayList<>();

    CellDetailsBuilder(
            Grid grid, int observer, int subject, GroundTruthModel groundTruth, ClockReading now, ZoneId zone) {
        this.grid = grid;
        this.observer = observer;
        this.subject = subject;
        this.groundTruth = groundTruth;
        this.now = now;
        this.zone = zone;
        peerReport = grid.peerReport(observer, subject);
    }

    /** Status, evidence, faults and ground truth. */
    List<Field> summary() {
        fields = new ArrayList<>();
        CellState state = grid.state(observer, subject);
        if (state == CellState.NO_ANSWER) {
            add("status", "unknown");
            silence();
        } else {
            Instant since = peerReport == null ? null : peerReport.since();
            add(
                    "status",
                    state.label() + (since == null ? "" : " since " + DurationFormat.clock(since, zone)),
                    since == null ? "" : DurationFormat.full(since, zone));
        }
        if (peerReport != null) {
            evidence(peerReport);
            broken();
            truth();
        }
        return fields;
    }

    /** Measurements, address and last error. */
    List<Field> more() {
        fields = new ArrayList<>();
        if (peerReport != null && !HistoricalView.isFromHistory(peerReport)) {
            add(
                    "round trip",
                    peerReport.attempts().roundTrip() == null
                            ? "–"
                            : DurationFormat.roundTrip(peerReport.attempts().roundTrip()));
            add(
                    "missed",
                    peerReport.attempts().missed() == 1
                            ? "1 heartbeat"
                            : peerReport.attempts().missed() + " heartbeats");
            if (peerReport.returns().restarts() > 0 || peerReport.returns().flaps() > 0) {
                add(
                        "seen",
                        peerReport.returns().restarts() + " × restarted, "
                                + peerReport.returns().flaps() + " × flapping");
            }
            if (peerReport.returns().silence() != null) {
                add("was", peerReport.returns().silence().phrase());
            }
        }
        if (peerReport != null && HistoricalView.isFromHistory(peerReport)) {
            addNotKept("round trip");
            addNotKept("missed");
            addNotKept("other verdicts", "choose the detector: each has its own past");
        }
        if (peerReport != null) {
            add("address", peerReport.url());
            if (peerReport.attempts().error() != null) {
                add("error", SafeText.plain(peerReport.attempts().error(), 300));
            }
        }
        return fields;
    }

    private void silence() {
        MatrixRow row = grid.row(observer);
        add("observer", "does not answer" + (row.unknownReason() == null ? "" : ": " + row.unknownReason()));
        if (row.answered() != null) {
            String age = DurationFormat.ago(now.since(row.answered()));
            add(
                    "last report",
                    peerReport == null
                            ? "none of it, " + age
                            : peerReport.status().id() + ", " + age);
        }
    }

    private void evidence(PeerReport report) {
        Evidence evidence = report.evidence();
        if (evidence != null) {
            add(
                    "evidence",
                    evidence == Evidence.OK ? evidence.phrase() : evidence.id().replace('_', ' '));
        }
        if (grid.isHollow(observer, subject)) {
            add("observer", "is lagging: it may receive heartbeats late or not at all");
        }
        if (HistoricalView.isFromHistory(report)) {
            addNotKept("last heartbeat");
            addNotKept("incarnation");
            return;
        }
        Instant heard = report.attempts().lastHeartbeat();
        add(
                "last heartbeat",
                heard == null
                        ? "never"
                        : DurationFormat.clock(heard, zone) + " · "
                                + DurationFormat.ago(grid.age(observer, heard, now)),
                heard == null ? "" : DurationFormat.full(heard, zone));
        add(
                "incarnation",
                report.incarnation() == null ? "–" : report.incarnation().toString());
    }

    /** Active faults of the link and the subject, also those that cause no outage. */
    private void broken() {
        String link = groundTruth
                .marks()
                .ofCell(grid.nodes().get(observer), grid.nodes().get(subject));
        String node = groundTruth.marks().ofNode(grid.nodes().get(subject));
        if (!link.isEmpty()) {
            add("fault", "this link: " + link);
        }
        if (!node.isEmpty()) {
            add("fault", grid.nodes().get(subject) + ": " + node);
        }
    }

    private void truth() {
        NodeId id = grid.nodes().get(subject);
        RecordedOutage recorded = groundTruth.outages().newest(grid.nodes().get(observer), id);
        if (!groundTruth.outages().isKnown(id)) {
            add("truth", "unknown: not started here");
        } else if (recorded == null || recorded.isOver()) {
            VerdictCorrectness correctness = groundTruth.correctness(grid, observer, subject, now);
            boolean isWrong = correctness == VerdictCorrectness.FALSE_ALARM || correctness == VerdictCorrectness.LATE;
            add("truth", correctness != null && isWrong ? "running · " + correctness.label() : "running");
        } else {
            Instant from = recorded.outage().from();
            add("truth", OutageText.of(recorded, zone), DurationFormat.full(from, zone));
            if (recorded.isFailure()) {
                add("detection time", detectionTime(recorded));
            }
        }
    }

    private String detectionTime(RecordedOutage recorded) {
        Detection detection = groundTruth
                .detectionTimes()
                .of(grid.nodes().get(observer), grid.selectedDetector(observer), recorded.outage());
        if (detection != null && detection.detectionTime() != null) {
            return DurationFormat.measured(detection.detectionTime()) + " · " + judged(detection, recorded);
        }
        if (!DetectionTimes.isMeasured(groundTruth.outages(), grid, observer, recorded)) {
            return "not measured";
        }
        VerdictCorrectness correctness = groundTruth.correctness(grid, observer, subject, now);
        if (correctness == VerdictCorrectness.RIGHT) {
            return "already down before";
        }
        return DurationFormat.span(now.since(recorded.began())) + " …"
                + (correctness == null ? "" : " " + correctness.label());
    }

    private String judged(Detection detection, RecordedOutage recorded) {
        if (detection.detectionTime() != null && detection.detectionTime().isZero()) {
            return recorded.isBegunBy(ProcessEvent.Kind.ENDED)
                    ? "before its exit was recorded here"
                    : "already down before";
        }
        String deviation = groundTruth.deviation(detection);
        return deviation.isEmpty() ? "right" : deviation;
    }

    /** The history has only changes of status. */
    private void addNotKept(String label) {
        addNotKept(label, "not kept");
    }

    private void addNotKept(String label, String why) {
        fields.add(new Field(label, why, "", false));
    }

    private void add(String label, String value) {
        add(label, value, "");
    }

    private void add(String label, String value, String tooltip) {
        fields.add(new Field(label, value, tooltip));
    }
}

package dev.telltale.dashboard.viewmodel.cell;

import dev.telltale.dashboard.viewmodel.cell.CellDetails.Field;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.truth.DetectionTimes;
import dev.telltale.dashboard.viewmodel.truth.GroundTruthModel;
import dev.telltale.dashboard.viewmodel.truth.HistoricalView;
import dev.telltale.dashboard.viewmodel.truth.ObservedOutage;
import dev.telltale.model.Evidence;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.StatusReport;
import dev.telltale.qos.Detection;
import dev.telltale.qos.MeasuredRange;
import dev.telltale.qos.VerdictCorrectness;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.SafeText;
import dev.telltale.time.ClockReading;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the fields of one observer's belief about another node. */
final class CellDetailsBuilder {
    private final Grid grid;
    private final int observer;
    private final int subject;
    private final GroundTruthModel reality;
    private final ClockReading now;
    private final ZoneId zone;
    private final @Nullable PeerReport belief;
    private List<Field> fields = new ArrayList<>();

    CellDetailsBuilder(Grid grid, int observer, int subject, GroundTruthModel reality, ClockReading now, ZoneId zone) {
        this.grid = grid;
        this.observer = observer;
        this.subject = subject;
        this.reality = reality;
        this.now = now;
        this.zone = zone;
        belief = grid.belief(observer, subject);
    }

    /** What it believes, why, and what is true. */
    List<Field> first() {
        fields = new ArrayList<>();
        CellState health = grid.health(observer, subject);
        if (health == CellState.NO_ANSWER) {
            add("believes", "unknown");
            silence();
        } else {
            Instant since = belief == null ? null : belief.since();
            add(
                    "believes",
                    health.word() + (since == null ? "" : " since " + DurationFormat.clock(since, zone)),
                    since == null ? "" : DurationFormat.full(since, zone));
        }
        if (belief != null) {
            evidence(belief);
            broken();
            truth();
        }
        return fields;
    }

    /** The figures behind it. */
    List<Field> more() {
        fields = new ArrayList<>();
        if (belief != null && !HistoricalView.isRemembered(belief)) {
            add("round trip", belief.roundTrip() == null ? "–" : DurationFormat.roundTrip(belief.roundTrip()));
            add("missed", belief.missed() == 1 ? "1 heartbeat" : belief.missed() + " heartbeats");
            if (belief.restarts() > 0 || belief.flaps() > 0) {
                add("seen", belief.restarts() + " × restarted, " + belief.flaps() + " × flapping");
            }
            if (belief.silence() != null) {
                add("was", belief.silence().phrase());
            }
        }
        if (belief != null) {
            add("asks at", belief.url());
            if (belief.error() != null) {
                add("error", SafeText.plain(belief.error(), 300));
            }
        }
        return fields;
    }

    private void silence() {
        MatrixRow row = grid.row(observer);
        add("observer", "does not answer" + (row.silence() == null ? "" : ": " + row.silence()));
        if (row.answered() != null) {
            String age = DurationFormat.ago(now.since(row.answered()));
            add(
                    "last said",
                    belief == null ? "nothing of it, " + age : belief.status().word() + ", " + age);
        }
    }

    private void evidence(PeerReport held) {
        Evidence evidence = held.evidence();
        if (evidence != null) {
            add(
                    "evidence",
                    evidence == Evidence.OK
                            ? evidence.phrase()
                            : evidence.word().replace('_', ' '));
        }
        if (grid.isHollow(observer, subject)) {
            add("observer", "is lagging itself: it may see the peer late or not at all");
        }
        if (HistoricalView.isRemembered(held)) {
            return;
        }
        Instant heard = held.lastHeartbeat();
        add(
                "last heartbeat",
                heard == null
                        ? "never"
                        : DurationFormat.clock(heard, zone) + " · "
                                + DurationFormat.ago(grid.age(observer, heard, now)),
                heard == null ? "" : DurationFormat.full(heard, zone));
        add("incarnation", held.incarnation() == null ? "–" : held.incarnation().toString());
    }

    /** What is broken on purpose between the two, also what takes nobody out of service. */
    private void broken() {
        String link =
                reality.marks().ofCell(grid.nodes().get(observer), grid.nodes().get(subject));
        String node = reality.marks().ofNode(grid.nodes().get(subject));
        if (!link.isEmpty()) {
            add("broken", "this link: " + link);
        }
        if (!node.isEmpty()) {
            add("broken", grid.nodes().get(subject) + ": " + node);
        }
    }

    private void truth() {
        NodeId id = grid.nodes().get(subject);
        ObservedOutage absence = reality.done().newest(grid.nodes().get(observer), id);
        if (!reality.done().isKnown(id)) {
            add("truth", "not known: it was not started here");
        } else if (absence == null || absence.isOver()) {
            VerdictCorrectness standing = reality.standing(grid, observer, subject, now);
            boolean isWrong = standing == VerdictCorrectness.FALSE_ALARM || standing == VerdictCorrectness.LATE;
            add("truth", standing != null && isWrong ? "it runs · " + standing.word() : "it runs");
        } else {
            Instant from = absence.outage().from();
            add("truth", absence.words(zone), DurationFormat.full(from, zone));
            if (absence.isFailure()) {
                add("detection time", detectionTime(absence));
            }
        }
    }

    private String detectionTime(ObservedOutage absence) {
        StatusReport report = grid.row(observer).report();
        Detection detection =
                reality.stopwatches().of(grid.nodes().get(observer), grid.deciding(observer), absence.outage());
        if (detection != null && detection.detectionTime() != null) {
            return MeasuredRange.words(detection.detectionTime()) + " · " + judged(detection, absence, report);
        }
        if (!DetectionTimes.isMeasured(reality.done(), grid, observer, absence)) {
            return "not measured";
        }
        VerdictCorrectness standing = reality.standing(grid, observer, subject, now);
        if (standing == VerdictCorrectness.RIGHT) {
            return "held it down before";
        }
        return DurationFormat.span(now.since(absence.began())) + " …" + (standing == null ? "" : " " + standing.word());
    }

    private String judged(Detection detection, ObservedOutage absence, @Nullable StatusReport report) {
        if (detection.detectionTime() != null && detection.detectionTime().isZero()) {
            return absence.how() == ObservedOutage.How.ENDED
                    ? "before its end was recorded here"
                    : "held it down before";
        }
        String departure = reality.departure(detection, report);
        return departure.isEmpty() ? "right" : departure;
    }

    private void add(String label, String value) {
        add(label, value, "");
    }

    private void add(String label, String value, String tooltip) {
        fields.add(new Field(label, value, tooltip));
    }
}

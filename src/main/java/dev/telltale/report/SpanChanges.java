package dev.telltale.report;

import dev.telltale.fault.FaultTypeText;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.recording.RecordedEvent;
import dev.telltale.recording.RecordingInfo;
import dev.telltale.recording.load.RecordedSpan;
import dev.telltale.text.Csv;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The changes in a span of a recording as CSV with a header, oldest first; times in UTC as of ISO 8601. */
final class SpanChanges implements RecordedEvent.Cases<SpanChanges.Row, RuntimeException> {
    private static final List<String> HEAD = List.of(
            "time", "until", "kind", "node", "observer", "subject", "detector", "from", "to", "evidence", "detail");

    private SpanChanges() {}

    static String csv(RecordedSpan span) {
        var rows = new SpanChanges();
        return Csv.row(HEAD)
                + span.events().stream()
                        .sorted(Comparator.comparing(RecordedEvent::at))
                        .map(event -> event.match(rows).csv())
                        .collect(Collectors.joining());
    }

    @Override
    public Row settings(RecordingInfo info) {
        return new Row(info.begin(), "settings").with("detail", info.cluster());
    }

    @Override
    public Row status(Transition change) {
        Evidence evidence = change.evidence();
        return new Row(change.at(), "status")
                .with("observer", change.observer().value())
                .with("subject", change.subject().value())
                .with("from", change.from().id())
                .with("to", change.to().id())
                .with("evidence", evidence == null ? "" : evidence.id())
                .with("detail", change.error() == null ? change.remark() : change.error());
    }

    @Override
    public Row verdict(VerdictChange change) {
        return new Row(change.at(), "verdict")
                .with("observer", change.observer().value())
                .with("subject", change.subject().value())
                .with("detector", change.detector().id())
                .with("from", change.from().id())
                .with("to", change.to().id());
    }

    @Override
    public Row process(ProcessEvent event) {
        return new Row(event.at().wall(), event.kind().name().toLowerCase(Locale.ROOT))
                .with("node", event.node().value())
                .with("detail", "PID " + event.pid() + (event.code() == null ? "" : ", code " + event.code()));
    }

    @Override
    public Row fault(FaultInterval interval) {
        Instant end = interval.end();
        return new Row(interval.from().wall(), "fault")
                .with("until", end == null ? "" : end.toString())
                .with("detail", FaultTypeText.of(interval.fault().effect()));
    }

    @Override
    public Row gap(RecordedEvent.Gap gap) {
        NodeId node = gap.node();
        return new Row(gap.from(), "gap")
                .with("until", gap.until().toString())
                .with("node", node == null ? "" : node.value())
                .with(
                        "detail",
                        gap.detail().isEmpty()
                                ? gap.reason().id()
                                : gap.reason().id() + ": " + gap.detail());
    }

    /** The cells of one line by their column. */
    static final class Row {
        private final Map<String, String> cells = new HashMap<>();

        Row(Instant at, String kind) {
            with("time", at.toString()).with("kind", kind);
        }

        private Row with(String column, String cell) {
            cells.put(column, cell);
            return this;
        }

        private String csv() {
            return Csv.row(
                    HEAD.stream().map(column -> cells.getOrDefault(column, "")).toList());
        }
    }
}

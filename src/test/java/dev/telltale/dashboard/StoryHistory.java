package dev.telltale.dashboard;

import dev.telltale.dashboard.viewmodel.CellRef;
import dev.telltale.launcher.Deed;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Report;
import dev.telltale.model.Row;
import dev.telltale.model.Status;
import dev.telltale.observe.ClusterView;
import dev.telltale.observe.MatrixHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a watch would have remembered of a story: each deed is noticed by every other node as a real one would be. */
final class StoryHistory {
    private final List<NodeId> nodes;
    private final MatrixHistory history;
    private final Map<CellRef, PeerReport> beliefs = new HashMap<>();
    private final List<Event> events = new ArrayList<>();

    private record Event(Instant at, Runnable what) {}

    private StoryHistory(List<NodeId> nodes, int most) {
        this.nodes = nodes;
        history = new MatrixHistory(nodes, most);
    }

    /** Of all deeds, and of the story's view at its end. */
    static MatrixHistory of(Story story) {
        return of(story, MatrixHistory.ENOUGH_MARKS);
    }

    static MatrixHistory of(Story story, int most) {
        var told = new StoryHistory(story.config().ids(), most);
        story.control().truth().forEach(told::plan);
        story.told().forEach(told::plan);
        told.events.sort(Comparator.comparing(Event::at));
        told.events.forEach(event -> event.what().run());
        ClusterView view = story.view();
        view.matrix().rows().values().stream()
                .filter(Row::isAnswering)
                .forEach(row -> told.history.take(row, view.at()));
        return told.history;
    }

    private void plan(Deed deed) {
        NodeId node = deed.node();
        Instant at = deed.at().wall();
        switch (deed.kind()) {
            case READY -> {
                on(at, () -> answers(node, Status.UNKNOWN, at));
                on(at.plusMillis(9), () -> answers(node, Status.UP, at.plusMillis(9)));
                noticed(node, at.plusMillis(12), 5, Status.UP, Evidence.OK);
            }
            case KILL, STOP -> {
                on(at.plusMillis(3), () -> history.take(silentRow(node), moment(at.plusMillis(3))));
                noticed(node, at.plusMillis(12), 7, Status.DOWN, Evidence.REFUSED);
            }
            case PAUSE -> noticed(node, at.plusMillis(1_200), -450, Status.SUSPECT, Evidence.TIMEOUT);
            case RESUME -> noticed(node, at.plusMillis(260), -90, Status.UP, Evidence.OK);
            case START, ENDED -> {
                // Nobody hears of it.
            }
        }
    }

    /** What is down by silence was suspect before. */
    private void plan(CellRef cell, Story.Told told) {
        Instant at = Story.NOW.wall().minus(told.ago());
        if (told.status() == Status.DOWN && told.evidence() != Evidence.LEFT) {
            Instant doubted = at.minusMillis(2_100);
            on(doubted, () -> believes(cell, Status.SUSPECT, told.evidence(), doubted));
        }
        on(at, () -> believes(cell, told.status(), told.evidence(), at));
    }

    private void believes(CellRef cell, Status status, Evidence evidence, Instant at) {
        believe(cell.observer(), cell.subject(), status, evidence, at);
        history.take(row(cell.observer(), at), moment(at));
    }

    private void on(Instant at, Runnable what) {
        events.add(new Event(at, what));
    }

    private void answers(NodeId observer, Status status, Instant at) {
        for (NodeId subject : nodes) {
            if (!subject.equals(observer)) {
                believe(observer, subject, status, Evidence.OK, at);
            }
        }
        history.take(row(observer, at), moment(at));
    }

    private void noticed(NodeId subject, Instant first, long stepMillis, Status status, Evidence evidence) {
        int nth = 0;
        for (NodeId observer : nodes) {
            if (!observer.equals(subject)) {
                Instant at = first.plusMillis(stepMillis * (nth++ % 5));
                on(at, () -> {
                    // Who was not up himself when it was noticed notices nothing.
                    if (beliefs.containsKey(new CellRef(observer, subject))) {
                        believe(observer, subject, status, evidence, at);
                        history.take(row(observer, at), moment(at));
                    }
                });
            }
        }
    }

    private void believe(NodeId observer, NodeId subject, Status status, Evidence evidence, Instant since) {
        String error = evidence == Evidence.OK ? null : evidence.phrase();
        beliefs.put(
                new CellRef(observer, subject),
                new PeerReport(subject, "", status, since, since, since, 1L, evidence, Duration.ofMillis(1), 0, error));
    }

    private Row row(NodeId observer, Instant at) {
        List<PeerReport> peers = nodes.stream()
                .filter(subject -> beliefs.containsKey(new CellRef(observer, subject)))
                .map(subject -> beliefs.get(new CellRef(observer, subject)))
                .toList();
        var report = new Report(observer, 1L, 1L, 1L, at, Duration.ZERO, HeartbeatSettings.DEFAULT, "evidence", peers);
        return new Row(observer, report, moment(at), null);
    }

    private Row silentRow(NodeId observer) {
        return new Row(observer, null, null, "does not listen");
    }

    private static Moment moment(Instant at) {
        return Story.later(Duration.between(Story.NOW.wall(), at));
    }
}

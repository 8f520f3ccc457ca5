package dev.telltale.dashboard.viewmodel;

import dev.telltale.config.ClusterConfig;
import dev.telltale.diagnosis.Sentence;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.launcher.ProcessControl;
import dev.telltale.model.Matrix;
import dev.telltale.model.Member;
import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.observe.ClusterView;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The whole panel: the sentence, what may be done now, and the parts. Commands return at once. */
public final class PanelViewModel {
    private final ClusterConfig config;
    private final ProcessControl control;
    private final Executor thread;
    private final MeasureViewModel measure;
    private final GridViewModel grid;
    private final JournalViewModel journal;
    private final TimelineViewModel timeline;
    private final OutputViewModel output;
    private Matrix matrix;
    private boolean isClosing;

    private final ObservableList<NodeTileViewModel> tiles = FXCollections.observableArrayList();
    private final Notices notices = new Notices();
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper(this, "sentence", "");
    private final ReadOnlyObjectWrapper<Offer> offer = new ReadOnlyObjectWrapper<>(this, "offer");
    private final ObjectProperty<@Nullable NodeId> selectedNode = new SimpleObjectProperty<>(this, "selectedNode");

    /**
     * What the tool bar may do now.
     *
     * @param isStartPrimary whether starting the cluster is the thing to do next
     */
    public record Offer(boolean canStart, boolean canStop, boolean isStartPrimary) {}

    /**
     * Shows the config as it is before anything runs.
     *
     * @param thread where the ends of commands are reported: the thread that this view model is confined to
     */
    public PanelViewModel(ClusterConfig config, ProcessControl control, Executor thread, Moment now, ZoneId zone) {
        this.config = config;
        this.control = control;
        this.thread = thread;
        matrix = Matrix.empty(config.ids());
        measure = new MeasureViewModel(config, control, thread, this::notice);
        grid = new GridViewModel(matrix, now, zone, measure);
        journal = new JournalViewModel(zone);
        timeline = new TimelineViewModel(config.ids(), now, zone);
        output = new OutputViewModel(control::output);
        config.nodes().forEach(member -> tiles.add(new NodeTileViewModel(member, now)));
        selectedNode.addListener((property, before, after) -> {
            output.show(after);
            markPrimary();
        });
        timeline.openProperty().bindBidirectional(selectedNode);
        timeline.selectedProperty().addListener((property, before, after) -> {
            grid.look(timeline.past(measure.reality()));
            sentence.set(sentenceAt(grid.now()));
        });
        refresh(now);
        selectedNode.set(config.nodes().isEmpty() ? null : config.nodes().get(0).id());
    }

    /** What the watch saw. */
    public void show(ClusterView view) {
        matrix = view.matrix();
        var newest = new Grid(matrix);
        measure.update(matrix, newest);
        grid.show(newest, view.at());
        refresh(view.at());
    }

    /** Time passed, or a process changed: everything that follows from either is told anew. */
    public void tick(Moment now) {
        measure.update(matrix, grid.newest());
        grid.tick(now);
        refresh(now);
    }

    /** A moment passed: only what counts down or up is told anew. */
    public void count(Moment now) {
        grid.tick(now);
        timeline.tick(now, measure.reality().done());
    }

    private void refresh(Moment now) {
        Map<NodeId, NodeProcess> processes = control.processes();
        processes.forEach((id, process) -> addIfNew(id, process, now));
        for (NodeTileViewModel tile : tiles) {
            tile.update(processes.getOrDefault(tile.id(), new NodeProcess.Stopped()), grid.newest(), now);
        }
        boolean isIdle = tiles.stream().allMatch(tile -> tile.facts().canStart());
        offer.set(new Offer(
                !isClosing && configured(tile -> tile.facts().canStart()) > 0,
                !isClosing && count(NodeTileViewModel::isOurs) > 0,
                isIdle));
        markPrimary();
        output.refresh();
        timeline.tick(now, measure.reality().done());
        sentence.set(sentenceAt(now));
    }

    /** A node that runs here but is not in the config has a tile too: it can be seen and killed. */
    private void addIfNew(NodeId id, NodeProcess process, Moment now) {
        if (process instanceof NodeProcess.External external
                && tiles.stream().noneMatch(tile -> tile.id().equals(id))) {
            tiles.add(new NodeTileViewModel(new Member(id, external.address()), now));
        }
    }

    private String sentenceAt(Moment now) {
        if (isClosing) {
            return "Stopping " + nodes(count(NodeTileViewModel::isOurs)) + "…";
        }
        Past past = grid.past();
        if (past != null) {
            return past.sentence(timeline.zone());
        }
        long alive = count(NodeTileViewModel::isOurs);
        if (alive > 0 && matrix.answering().isEmpty()) {
            // "Start the cluster" would be the wrong advice: it has been started.
            boolean isStarting = count(NodeTileViewModel::isStarting) > 0;
            return isStarting
                    ? "Starting " + nodes(count(NodeTileViewModel::isStarting)) + "…"
                    : nodes(alive) + (alive == 1 ? " runs" : " run") + ", no answer yet";
        }
        return Sentence.of(matrix, now);
    }

    /** One primary button at a time: the cluster's while nothing runs, then that of one node that does not. */
    private void markPrimary() {
        NodeTileViewModel next = null;
        if (offer.get() != null && !offer.get().isStartPrimary()) {
            next = tiles.stream()
                    .filter(tile -> tile.facts().canStart())
                    .min((a, b) -> Boolean.compare(isSelected(b), isSelected(a)))
                    .orElse(null);
        }
        for (NodeTileViewModel tile : tiles) {
            tile.setPrimary(tile == next);
        }
    }

    private boolean isSelected(NodeTileViewModel tile) {
        return tile.id().equals(selectedNode.get());
    }

    public void startCluster() {
        tiles.stream()
                .filter(this::isConfigured)
                .filter(tile -> tile.facts().canStart())
                .forEach(this::start);
    }

    /** Stops the nodes that this panel started; those of others are theirs. */
    public void stopCluster() {
        tiles.stream()
                .filter(NodeTileViewModel::isOurs)
                .forEach(tile -> report(tile, "did not stop", control.stop(tile.id())));
    }

    public void start(NodeTileViewModel tile) {
        if (tile.facts().canStart() && !isClosing) {
            report(tile, "did not start", control.start(tile.id()));
        }
    }

    public void kill(NodeTileViewModel tile) {
        if (tile.facts().canKill() && !isClosing) {
            report(tile, "was not killed", control.kill(tile.id()));
        }
    }

    /** Pauses a node that runs, and lets one go on that is paused. */
    public void pauseOrResume(NodeTileViewModel tile) {
        if (tile.canPause() && !isClosing) {
            boolean isPaused = tile.isPaused();
            report(
                    tile,
                    isPaused ? "did not go on" : "was not paused",
                    isPaused ? control.resume(tile.id()) : control.pause(tile.id()));
        }
    }

    private void report(NodeTileViewModel tile, String what, CompletableFuture<NodeProcess> command) {
        var unused = command.whenCompleteAsync(
                (process, failure) -> {
                    if (failure != null) {
                        tile.failed(Reasons.of(failure).orElse(tile.id() + " " + what + "."));
                    }
                },
                thread);
    }

    /** From here on only the end of the nodes is told. */
    public void close(Moment now) {
        isClosing = true;
        refresh(now);
    }

    /** Something went wrong that belongs to no node: one line, until it is dismissed. The same words stand only once. */
    public void notice(String text) {
        notices.add(text);
    }

    private boolean isConfigured(NodeTileViewModel tile) {
        return config.member(tile.id()).isPresent();
    }

    private long configured(Predicate<NodeTileViewModel> condition) {
        return count(condition.and(this::isConfigured));
    }

    private long count(Predicate<NodeTileViewModel> condition) {
        return tiles.stream().filter(condition).count();
    }

    private static String nodes(long count) {
        return count == 1 ? "1 node" : count + " nodes";
    }

    /** "demo · 3 nodes · beat 2 s · timeout 5 s". */
    public String configInWords() {
        return ConfigWords.of(config);
    }

    /** Whether closing has anything to stop. */
    public boolean hasOwnNodes() {
        return count(NodeTileViewModel::isOurs) > 0;
    }

    public Optional<NodeTileViewModel> selectedTile() {
        return tiles.stream().filter(this::isSelected).findFirst();
    }

    public ObservableList<NodeTileViewModel> tiles() {
        return tiles;
    }

    /** Errors in one sentence each, newest first. */
    public ObservableList<String> notices() {
        return notices.lines();
    }

    public GridViewModel grid() {
        return grid;
    }

    public MeasureViewModel measure() {
        return measure;
    }

    public JournalViewModel journal() {
        return journal;
    }

    public TimelineViewModel timeline() {
        return timeline;
    }

    public OutputViewModel output() {
        return output;
    }

    public ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Offer> offerProperty() {
        return offer.getReadOnlyProperty();
    }

    /** The node whose output is shown and that the keys act on. */
    public ObjectProperty<@Nullable NodeId> selectedNodeProperty() {
        return selectedNode;
    }
}

package dev.telltale.dashboard.viewmodel;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.timeline.TimelineViewModel;
import dev.telltale.dashboard.viewmodel.truth.ExpectedCauses;
import dev.telltale.dashboard.viewmodel.truth.HistoricalView;
import dev.telltale.faultinjection.FaultControl;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.launcher.ProcessControl;
import dev.telltale.model.Matrix;
import dev.telltale.model.NodeId;
import dev.telltale.observe.ClusterView;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.run.ManualRunRecorder;
import dev.telltale.text.DurationFormat;
import dev.telltale.time.ClockReading;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The whole panel: the sentence, what may be done now, and the parts. Commands return at once. */
public final class PanelViewModel {
    private final ClusterConfig config;
    private final ProcessControl control;
    private final MeasureViewModel measure;
    private final GridViewModel grid;
    private final JournalViewModel journal;
    private final TimelineViewModel timeline;
    private final OutputViewModel output;
    private final FaultsViewModel faults;
    private final FaultMenuModel breakMenu;
    private final NodeSelection selection;
    private final TileCommands commands;
    private final SituationViewModel situation;
    private Matrix matrix;
    private boolean isClosing;

    private final List<NodeTileViewModel> tiles;
    private final Notices notices = new Notices();
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
    public PanelViewModel(
            ClusterConfig config,
            ProcessControl control,
            FaultControl bench,
            Executor thread,
            ClockReading now,
            ZoneId zone) {
        this.config = config;
        this.control = control;
        matrix = Matrix.empty(config.ids());
        measure = new MeasureViewModel(config, control, bench, thread, this::notice);
        grid = new GridViewModel(matrix, now, zone, measure);
        journal = new JournalViewModel(zone);
        timeline = new TimelineViewModel(config.ids(), now, zone);
        output = new OutputViewModel(control::output);
        situation = new SituationViewModel(zone);
        commands = new TileCommands(control, thread, () -> isClosing);
        faults = new FaultsViewModel(bench, control, thread, this::notice, zone);
        breakMenu = new FaultMenuModel(faults, this);
        tiles = config.nodes().stream()
                .map(member -> new NodeTileViewModel(member, now))
                .toList();
        selection = new NodeSelection(
                selectedNode, () -> tiles.stream().map(NodeTileViewModel::id).toList());
        selectedNode.addListener((property, before, after) -> {
            output.show(after);
            markPrimary();
        });
        timeline.openProperty().bindBidirectional(selectedNode);
        timeline.selectedProperty().addListener((property, before, after) -> {
            grid.look(timeline.past(measure.reality()));
            tellSituation(grid.now());
        });
        refresh(now);
        selectedNode.set(config.nodes().isEmpty() ? null : config.nodes().get(0).id());
    }

    /** What the watch saw. */
    public void show(ClusterView view) {
        matrix = view.matrix();
        var newest = new Grid(matrix);
        update(newest, view.at());
        grid.show(newest, view.at());
        refresh(view.at());
    }

    /** Time passed, or a process changed: everything that follows from either is told anew. */
    public void tick(ClockReading now) {
        update(grid.newest(), now);
        grid.tick(now);
        refresh(now);
        output.refresh();
    }

    /** Before the grid is shown, which tells beside each belief what was done. */
    private void update(Grid newest, ClockReading now) {
        faults.update(matrix.nodes(), now);
        measure.update(matrix, newest, faults.marksProperty().get());
    }

    /** A moment passed: only what counts down or up is told anew. */
    public void count(ClockReading now) {
        grid.tick(now);
        timeline.tick(now, measure.reality());
        output.refresh();
    }

    private void refresh(ClockReading now) {
        Map<NodeId, NodeProcess> processes = control.processes();
        for (NodeTileViewModel tile : tiles) {
            tile.update(processes.getOrDefault(tile.id(), new NodeProcess.Stopped()), grid.newest(), now);
        }
        boolean isIdle = tiles.stream().allMatch(tile -> tile.facts().canStart());
        offer.set(new Offer(
                !isClosing && count(tile -> tile.facts().canStart()) > 0,
                !isClosing && count(NodeTileViewModel::isOurs) > 0,
                isIdle));
        markPrimary();
        timeline.tick(now, measure.reality());
        tellSituation(now);
    }

    private void tellSituation(ClockReading now) {
        HistoricalView past = grid.past();
        if (past != null && !isClosing) {
            situation.look(past);
        } else {
            var done = ExpectedCauses.of(
                    matrix.nodes(), measure.reality().done(), faults.truth(), config.heartbeat(), now.wall());
            situation.update(
                    matrix, tiles, isClosing, done, grid.standingsProperty().get(), now);
        }
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
        commands.startAll(tiles, this::notice);
    }

    /** Stops the nodes that this panel started; those of others are theirs. */
    public void stopCluster() {
        tiles.stream().filter(NodeTileViewModel::isOurs).forEach(commands::stop);
    }

    /** From here on only the end of the nodes is told. */
    public void close(ClockReading now) {
        isClosing = true;
        refresh(now);
    }

    /** Something went wrong that belongs to no node: one line, until it is dismissed. The same words stand only once. */
    public void notice(String text) {
        notices.add(text);
    }

    private long count(Predicate<NodeTileViewModel> condition) {
        return tiles.stream().filter(condition).count();
    }

    /** "demo · 3 nodes · beat 2 s · timeout 5 s". */
    public String configInWords() {
        return String.join(
                " · ", config.cluster(), SituationViewModel.nodes(config.nodes().size()), rhythmInWords());
    }

    /** "beat 2 s · timeout 5 s". */
    public String rhythmInWords() {
        return "beat " + DurationFormat.setting(config.heartbeat().interval()) + " · timeout "
                + DurationFormat.setting(config.heartbeat().timeout());
    }

    /** Whether closing has anything to stop. */
    public boolean hasOwnNodes() {
        return count(NodeTileViewModel::isOurs) > 0;
    }

    public Optional<NodeTileViewModel> selectedTile() {
        return tiles.stream().filter(this::isSelected).findFirst();
    }

    /** In the order of the config; always the same ones. */
    public List<NodeTileViewModel> tiles() {
        return tiles;
    }

    /** Errors in one sentence each, newest first; one that is dismissed is removed. */
    public ObservableList<String> notices() {
        return notices.lines();
    }

    public GridViewModel grid() {
        return grid;
    }

    public MeasureViewModel measure() {
        return measure;
    }

    /** What was done to the whole cluster since it was ready, as a scenario; empty if nothing was. */
    public Optional<Scenario> doneByHand(String name) {
        return ManualRunRecorder.of(
                name, config.ids(), config.heartbeat(), config.detection(), control.truth(), faults.truth());
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

    public FaultsViewModel faults() {
        return faults;
    }

    /** What may be done to one node's process. */
    public TileCommands commands() {
        return commands;
    }

    public FaultMenuModel breakMenu() {
        return breakMenu;
    }

    /** The nodes that are chosen together. */
    public NodeSelection selection() {
        return selection;
    }

    /** What is going on, and whether it is what was done. */
    public SituationViewModel situation() {
        return situation;
    }

    public ReadOnlyObjectProperty<Offer> offerProperty() {
        return offer.getReadOnlyProperty();
    }

    /** The node whose output is shown and that the keys act on. */
    public ObjectProperty<@Nullable NodeId> selectedNodeProperty() {
        return selectedNode;
    }
}

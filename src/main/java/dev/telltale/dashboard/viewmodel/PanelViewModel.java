package dev.telltale.dashboard.viewmodel;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.journal.JournalViewModel;
import dev.telltale.dashboard.viewmodel.timeline.TimelineViewModel;
import dev.telltale.dashboard.viewmodel.truth.HistoricalView;
import dev.telltale.faultinjection.FaultControl;
import dev.telltale.groundtruth.ExpectedCauses;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.launcher.ProcessControl;
import dev.telltale.model.Matrix;
import dev.telltale.model.NodeId;
import dev.telltale.observe.ClusterView;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.run.ManualRunRecorder;
import dev.telltale.time.ClockReading;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The view model of the whole window. Commands return at once. Order of updates: {@link #show} for each view of the cluster
 * watch, {@link #tick} about once a second and after a process change, {@link #refreshTimes} in between.
 */
public final class PanelViewModel {
    private final ClusterConfig config;
    private final ProcessControl control;
    private final MeasureViewModel measure;
    private final GridViewModel grid;
    private final JournalViewModel journal;
    private final TimelineViewModel timeline;
    private final OutputViewModel output;
    private final FaultsViewModel faults;
    private final FaultMenuModel faultMenu;
    private final NodeSelection selection;
    private final TileCommands commands;
    private final SituationViewModel situation;
    private final DetectorViewModel detector;
    private boolean isClosing;

    private final List<NodeTileViewModel> tiles;
    private final Notices notices;
    private final ReadOnlyObjectWrapper<ToolbarState> toolbar = new ReadOnlyObjectWrapper<>(this, "toolbar");
    private final ObjectProperty<@Nullable NodeId> selectedNode = new SimpleObjectProperty<>(this, "selectedNode");

    /**
     * Shows the configured nodes, none of them running.
     *
     * @param thread runs tasks on the thread that this view model is confined to
     */
    public PanelViewModel(
            ClusterConfig config,
            ProcessControl control,
            FaultControl faultControl,
            Executor thread,
            ClockReading now,
            ZoneId zone) {
        this.config = config;
        this.control = control;
        notices = new Notices(now);
        measure = new MeasureViewModel(config, control, faultControl);
        grid = new GridViewModel(Matrix.empty(config.ids()), now, zone, measure);
        journal = new JournalViewModel(config.ids(), zone);
        timeline = new TimelineViewModel(config.ids(), now, zone);
        detector = new DetectorViewModel(config.detection().deciding(), config.ids(), timeline, journal);
        output = new OutputViewModel(control::output);
        situation = new SituationViewModel(zone);
        commands = new TileCommands(control, thread, () -> isClosing);
        faults = new FaultsViewModel(faultControl, control, thread, this::warning, zone);
        faultMenu = new FaultMenuModel(faults, this);
        tiles = config.nodes().stream()
                .map(member -> new NodeTileViewModel(member, now, control.refusal()))
                .toList();
        selection = new NodeSelection(
                selectedNode, () -> tiles.stream().map(NodeTileViewModel::id).toList());
        selectedNode.addListener((property, before, after) -> {
            output.show(after);
            markPrimary();
        });
        timeline.openProperty().bindBidirectional(selectedNode);
        timeline.selectedProperty().addListener((property, before, after) -> showPast());
        detector.detectorProperty().addListener((property, before, after) -> {
            showPresent(new Grid(detector.matrix()), grid.presentAt());
            showPast();
        });
        refresh(now);
        selectedNode.set(config.nodes().isEmpty() ? null : config.nodes().get(0).id());
    }

    /** Shows a new view of the cluster watch. */
    public void show(ClusterView view) {
        detector.show(view.matrix());
        showPresent(new Grid(detector.matrix()), view.at());
    }

    private void showPast() {
        grid.showPast(timeline.past(measure.groundTruth()));
        updateTiles(control.refusal().isEmpty() ? grid.presentAt() : grid.now());
        updateSituation(grid.now());
    }

    /** Updates everything that depends on the time or on the processes. */
    public void tick(ClockReading now) {
        showPresent(grid.present(), now);
    }

    private void showPresent(Grid newest, ClockReading now) {
        faults.update(config.ids(), now);
        grid.show(measure.update(newest, faults.marksProperty().get()), now);
        journal.record(measure.incidents(), control.processes(), now.wall());
        refresh(now);
    }

    /** Updates only ages, countdowns and output. */
    public void refreshTimes(ClockReading now) {
        grid.tick(now);
        timeline.tick(now, measure.groundTruth());
        output.refresh();
    }

    /** Whether nothing is shown that changes more often than once a second. */
    public boolean isAtRest() {
        boolean isCounting = grid.detailsProperty().get() != null
                || !measure.detectionTextProperty().get().isEmpty()
                || timeline.hoveredProperty().get() != null
                || timeline.selectedProperty().get() != null;
        return !isCounting && timeline.isStill();
    }

    private void refresh(ClockReading now) {
        updateTiles(now);
        toolbar.set(ToolbarState.of(tiles, isClosing));
        situation.showTitle(config.cluster(), tiles, isClosing);
        notices.tick(now);
        markPrimary();
        timeline.tick(now, measure.groundTruth());
        output.refresh();
        updateSituation(now);
    }

    private void updateTiles(ClockReading now) {
        Map<NodeId, NodeProcess> processes = control.processes();
        for (NodeTileViewModel tile : tiles) {
            var process = processes.getOrDefault(tile.id(), new NodeProcess.Stopped());
            tile.update(process, grid.present(), grid.grid(), now);
        }
    }

    private void updateSituation(ClockReading now) {
        HistoricalView past = grid.past();
        if (past != null && !isClosing) {
            situation.showPast(past);
        } else {
            var expected = ExpectedCauses.of(
                    config.ids(), measure.groundTruth().outages(), faults.truth(), config.heartbeat(), now.wall());
            situation.update(
                    detector.matrix(),
                    tiles,
                    isClosing,
                    expected,
                    grid.correctnessProperty().get(),
                    now);
        }
    }

    private void markPrimary() {
        if (toolbar.get() != null) {
            toolbar.get().markPrimary(tiles, selectedTile());
        }
    }

    public void startCluster() {
        commands.startAll(tiles, this::warning);
    }

    /** Starts the nodes that have failed or were killed. */
    public void restartFailed() {
        commands.startAll(tiles.stream().filter(NodeTileViewModel::hasFailed).toList(), this::warning);
    }

    /** Stops the nodes that this launcher started; external nodes keep running. */
    public void stopCluster() {
        tiles.stream().filter(NodeTileViewModel::isOurs).forEach(commands::stop);
    }

    /** From now on only the stopping of the nodes is shown. */
    public void close(ClockReading now) {
        isClosing = true;
        refresh(now);
    }

    /** Shows a line that belongs to no node, for as long as it takes to read it. */
    public void notice(String text) {
        notices.add(text, false);
    }

    /** Shows a line that belongs to no node, until it is dismissed. */
    public void warning(String text) {
        notices.add(text, true);
    }

    /** The config of the cluster that is shown. */
    public ClusterConfig config() {
        return config;
    }

    /** The number of nodes of this launcher that closing must stop. */
    public long ownNodes() {
        return tiles.stream().filter(NodeTileViewModel::isOurs).count();
    }

    public Optional<NodeTileViewModel> selectedTile() {
        return tiles.stream()
                .filter(tile -> tile.id().equals(selectedNode.get()))
                .findFirst();
    }

    /** One tile for each configured node, in the order of the config. */
    public List<NodeTileViewModel> tiles() {
        return tiles;
    }

    /** Notices that are shown or wait, in one sentence each, newest first. */
    public ObservableList<String> notices() {
        return notices.lines();
    }

    public Notices noticeLine() {
        return notices;
    }

    public GridViewModel grid() {
        return grid;
    }

    public DetectorViewModel detector() {
        return detector;
    }

    public MeasureViewModel measure() {
        return measure;
    }

    /** The kills, pauses and faults since all nodes were ready, as a scenario; empty if there are none. */
    public Optional<Scenario> manualScenario(String name) {
        return ManualRunRecorder.of(
                name, config.ids(), config.heartbeat(), config.detection(), control.processEvents(), faults.truth());
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

    public TileCommands commands() {
        return commands;
    }

    public FaultMenuModel faultMenu() {
        return faultMenu;
    }

    /** The selected nodes, on which fault menus act. */
    public NodeSelection selection() {
        return selection;
    }

    public SituationViewModel situation() {
        return situation;
    }

    public ReadOnlyObjectProperty<ToolbarState> toolbarProperty() {
        return toolbar.getReadOnlyProperty();
    }

    /** The lead of the selection: its output is shown, and keys for one node act on it; null for none. */
    public ObjectProperty<@Nullable NodeId> selectedNodeProperty() {
        return selectedNode;
    }
}

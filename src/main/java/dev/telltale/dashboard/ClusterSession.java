package dev.telltale.dashboard;

import dev.telltale.dashboard.cluster.ClusterContext;
import dev.telltale.dashboard.incident.ClusterRecordings;
import dev.telltale.dashboard.incident.IncidentFeed;
import dev.telltale.dashboard.incident.IncidentTools;
import dev.telltale.dashboard.kit.Background;
import dev.telltale.dashboard.kit.FrameThrottle;
import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.cluster.ClusterChoice;
import dev.telltale.dashboard.viewmodel.incident.IncidentsViewModel;
import dev.telltale.dashboard.viewmodel.journal.JournalViewModel;
import dev.telltale.dashboard.viewmodel.scenario.OwnCluster;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioViewModel;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioViewModel.State;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.observe.ContinuedRecord;
import dev.telltale.observe.StatusRecord;
import dev.telltale.qos.Quality;
import dev.telltale.recording.live.LiveRecording;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.run.Testbed;
import dev.telltale.text.LocaleFormat;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that the window shows: its view model and panel, fed by its watch and its launcher until it is stopped.
 * FX thread only.
 */
final class ClusterSession {
    private final ClusterChoice choice;
    private final ClusterContext context;
    private final TimeSource clock;
    private final Locale locale = LocaleFormat.ofThisThread();
    private final PanelViewModel model;
    private final ScenarioViewModel scenarios;
    private final PanelController panel;
    private final UpdatePace updates;
    private final ClusterRecordings recordings;
    private final IncidentTools incidentTools;
    private final ClusterWatch watch;
    private final Map<NodeId, NodeProcess> knownProcesses = new ConcurrentHashMap<>();
    private final ContinuedRecord record;
    private final @Nullable SessionRecording recording;
    private @Nullable CompletableFuture<Void> stopped;

    /**
     * Nothing is polled before {@link #start}.
     *
     * @param closeWindow called when the key that closes the window is pressed
     */
    ClusterSession(ClusterChoice choice, ClusterContext context, DashboardContext application, Runnable closeWindow) {
        this.choice = choice;
        this.context = context;
        clock = application.clock();
        model = new PanelViewModel(
                context.config(),
                context.control(),
                context.faults(),
                FxBridge.FX_THREAD,
                clock.now(),
                ZoneId.systemDefault());
        updates = new UpdatePace(model, clock, new FrameThrottle(), FxBridge.FX_THREAD);
        var incidents = new IncidentsViewModel(
                context.config().ids(), ZoneId.systemDefault(), clock.now().wall(), model.timeline());
        var statuses = new StatusRecord(context.config().ids());
        record = new ContinuedRecord(statuses);
        watch = watch(statuses, incidents);
        panel = new PanelController(model, closeWindow);
        recordings = ClusterRecordings.of(context.config(), application.stateFolder(), clock);
        incidentTools = panel.addIncidents(incidents, recordings);
        scenarios = new ScenarioViewModel(context.config(), this::testbed, FxBridge.FX_THREAD, model::notice);
        panel.addScenarios(scenarios, application.scenarios());
        panel.addProblemReports(context.config(), application.stateFolder());
        recording = recording();
    }

    /** None of a scenario's cluster, which is gone when that is over, and of a config with errors, which has no nodes. */
    private @Nullable SessionRecording recording() {
        LiveRecording live = context.recording();
        return live == null || choice.isForScenario() || choice.isEmpty()
                ? null
                : new SessionRecording(live, context, model, panel.recording(), record, clock);
    }

    /** Called on the thread of the scenario, which makes the texts of the measured values. */
    private Testbed testbed() {
        LocaleFormat.useOnThisThread(locale);
        return context.testbeds().get();
    }

    private ClusterWatch watch(StatusRecord statuses, IncidentsViewModel incidents) {
        var feed = new IncidentFeed(context.config(), incidents, this::quality);
        ClusterWatch created = context.watch().apply(view -> {
            record.add(view);
            feed.add(view);
            updates.receive(view);
        });
        model.measure().scores().follow(created.verdicts()::all);
        model.detector().follow(statuses, context.faults()::intervals);
        var processes = new FxBridge<Boolean>(FxBridge.FX_THREAD, changed -> model.tick(clock.now()));
        context.control().onChange(() -> {
            pollNewProcesses(created);
            processes.publish(true);
        });
        context.faults().onChange(() -> processes.publish(true));
        return created;
    }

    /** The measures up to an instant, for incidents; empty if there are none. Slow; any thread. */
    private Optional<Quality> quality(Instant end) {
        try {
            return model.measure().scores().quality(end);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Gives the watch the address of every new process, which polls it at once. Any thread. */
    private void pollNewProcesses(ClusterWatch polled) {
        context.control().processes().forEach((id, process) -> {
            Address address = process.listenAddress();
            if (!process.equals(knownProcesses.put(id, process)) && address != null) {
                polled.pollNow(new Member(id, address));
            }
        });
    }

    /** Starts to watch the cluster. */
    void start(boolean isSeen) {
        setSeen(isSeen);
        noteChoices();
        model.commands().reportOwner(model::warning);
        watch.start();
        pollNewProcesses(watch);
        if (recording != null) {
            recording.start(watch);
            incidentTools.load();
        } else if (choice.isForScenario()) {
            panel.recording().showNone("The cluster of a scenario is not recorded.");
        }
    }

    /** From now on: the settings restored before were not chosen now. */
    private void noteChoices() {
        JournalViewModel journal = model.journal();
        journal.setClock(clock);
        model.measure()
                .marksProperty()
                .addListener((property, before, isShown) -> journal.note("truth marks", isShown ? "shown" : "hidden"));
        scenarios.stateProperty().addListener((property, before, after) -> {
            Scenario played = scenarios.scenarioProperty().get();
            if (played != null && (after == State.STARTING || after == State.OVER)) {
                journal.note("scenario", (after == State.OVER ? "end of " : "run ") + played.heading());
            }
        });
    }

    /** While the window is minimised, nothing is updated, and nodes are asked less often. */
    void setSeen(boolean isSeen) {
        watch.setSeen(isSeen);
        updates.setSeen(isSeen);
    }

    /**
     * Shows at once that the nodes stop, and stops them on another thread, on which the future completes when they have
     * ended. Idempotent.
     */
    CompletableFuture<Void> stop() {
        if (stopped == null) {
            scenarios.stop();
            model.close(clock.now());
            stopped = CompletableFuture.runAsync(this::stopAll, Background.threads("panel-stop"));
            stopUpdates();
        }
        return stopped;
    }

    void stopUpdates() {
        updates.close();
    }

    private void stopAll() {
        try {
            if (recording != null) {
                recording.stopReading();
            }
            context.stop().run();
        } finally {
            watch.close();
            if (recording != null) {
                recording.close();
                recordings.closed();
            }
        }
    }

    ClusterChoice choice() {
        return choice;
    }

    PanelViewModel model() {
        return model;
    }

    /** The offer to play a scenario on a cluster of its own. */
    OwnCluster ownCluster() {
        return scenarios.ownCluster();
    }

    /** Chooses the scenario, starts the nodes, and plays it on this cluster. */
    void play(Scenario scenario) {
        panel.showScenario();
        scenarios.choose(scenario);
        scenarios.run();
    }

    PanelController panel() {
        return panel;
    }
}

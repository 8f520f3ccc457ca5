package dev.telltale.dashboard;

import dev.telltale.concurrent.Futures;
import dev.telltale.dashboard.cluster.ClusterChooser;
import dev.telltale.dashboard.cluster.ClusterCommands;
import dev.telltale.dashboard.cluster.ClusterContext;
import dev.telltale.dashboard.cluster.RecentConfigs;
import dev.telltale.dashboard.kit.Background;
import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.kit.Preferences;
import dev.telltale.dashboard.viewmodel.cluster.ClusterChoice;
import dev.telltale.dashboard.viewmodel.scenario.OwnCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** Shows one cluster at a time in the window, and replaces it by another one. FX thread only. */
final class ClusterSwitch implements ClusterCommands {
    private static final Logger LOG = Logger.getLogger(ClusterSwitch.class.getName());
    /** The next cluster is shown after this time even if nodes still run: they end with this program. */
    private static final Duration MAX_STOP_TIME = Duration.ofSeconds(5);

    private final DashboardContext application;
    private final PanelWindow window;
    private final Runnable closeWindow;
    private final RecentConfigs recentConfigs;
    private final RecordingSwitch recordings;
    private ClusterSession shown;
    private @Nullable ClusterChoice former;
    private List<Path> recent = List.of();
    private boolean isSeen = true;
    private boolean isSwitching;
    private boolean isClosed;

    /** @param closeWindow called when the key that closes the window is pressed */
    ClusterSwitch(DashboardContext application, Stage stage, Runnable closeWindow) {
        this.application = application;
        this.closeWindow = closeWindow;
        recentConfigs = new RecentConfigs(application.stateFolder().resolve("recent.json"));
        DashboardContext.First first = application.first();
        shown = session(new ClusterChoice(first.cluster().config(), first.file(), false), first.cluster());
        window = new PanelWindow(stage, shown.panel(), shown.model().detector());
        recordings = new RecordingSwitch(application, window, () -> shown, this, closeWindow);
    }

    private ClusterSession session(ClusterChoice choice, ClusterContext context) {
        return new ClusterSession(choice, context, application, closeWindow);
    }

    /** Asks whether to stop the nodes that run, and then shows this cluster. No effect while another one is opened. */
    @Override
    public void open(ClusterChoice next) {
        open(next, session -> {});
    }

    /** @param whenShown receives the new session once it is shown */
    private void open(ClusterChoice next, Consumer<ClusterSession> whenShown) {
        recordings.close();
        String question = shown.choice().question(shown.model().ownNodes(), next);
        if (question.isEmpty()) {
            replace(next, whenShown);
        } else {
            shown.panel().ask(question, "Stop and open", () -> replace(next, whenShown));
        }
    }

    private void replace(ClusterChoice next, Consumer<ClusterSession> whenShown) {
        if (isSwitching || isClosed) {
            return;
        }
        isSwitching = true;
        var unused = CompletableFuture.supplyAsync(
                        () -> application.clusters().apply(next.config()), Background.threads("panel-open"))
                .whenCompleteAsync(
                        (made, failure) -> {
                            if (failure == null) {
                                stopAndShow(next, made, whenShown);
                            } else {
                                isSwitching = false;
                                warning(next.name() + " cannot be opened: " + Futures.message(failure));
                            }
                        },
                        FxBridge.FX_THREAD);
    }

    private void stopAndShow(ClusterChoice next, ClusterContext made, Consumer<ClusterSession> whenShown) {
        if (isClosed) {
            Background.start("panel-stop", made.stop());
            return;
        }
        String name = shown.choice().name();
        var unused = shown.stop()
                .handle(ClusterSwitch::stopProblem)
                .completeOnTimeout(
                        "The nodes of " + name + " had not ended after " + MAX_STOP_TIME.toSeconds()
                                + " s; they end with this program.",
                        MAX_STOP_TIME.toMillis(),
                        TimeUnit.MILLISECONDS)
                .thenAcceptAsync(problem -> show(next, made, whenShown, problem), FxBridge.FX_THREAD);
    }

    private static String stopProblem(@Nullable Void stopped, @Nullable Throwable failure) {
        if (failure == null) {
            return "";
        }
        LOG.log(Level.SEVERE, "a cluster was not stopped", failure);
        return "";
    }

    private void show(ClusterChoice next, ClusterContext made, Consumer<ClusterSession> whenShown, String problem) {
        isSwitching = false;
        if (isClosed) {
            Background.start("panel-stop", made.stop());
            return;
        }
        ClusterChoice last = shown.choice();
        // From one scenario's cluster to the next, the way back stays the same.
        if (!last.isForScenario() && !last.isEmpty() && !last.isSameAs(next)) {
            former = last;
        } else if (!next.isForScenario()) {
            former = null;
        }
        shown = session(new ClusterChoice(made.config(), next.file(), next.isForScenario()), made);
        window.show(shown.panel(), shown.model().detector());
        begin();
        if (!problem.isEmpty()) {
            warning(problem);
        }
        whenShown.accept(shown);
    }

    /** Opens the window with the first cluster, and starts to watch it. */
    void start(Preferences preferences) {
        window.open(preferences);
        ClusterChooser chooser = begin();
        List<String> errors = application.first().errors();
        if (!errors.isEmpty()) {
            chooser.showErrors(application.first().file(), errors);
        }
        Path recording = application.first().recording();
        if (recording != null) {
            recordings.open(recording);
        }
    }

    private ClusterChooser begin() {
        ClusterChooser chooser = shown.panel().addClusters(this, recordings);
        shown.ownCluster()
                .offer(scenario -> open(
                        new ClusterChoice(OwnCluster.of(scenario), null, true), session -> session.play(scenario)));
        ClusterChoice back = former;
        if (shown.choice().isForScenario() && back != null) {
            shown.ownCluster().offerWayBack(back.name(), () -> open(back));
        }
        Path file = shown.choice().file();
        boolean isEmpty = shown.choice().isEmpty();
        Background.compute(
                "panel-recent",
                () -> file == null || isEmpty ? recentConfigs.load() : recentConfigs.add(file),
                files -> recent = files);
        shown.start(isSeen);
        return chooser;
    }

    @Override
    public ClusterChoice shown() {
        return shown.choice();
    }

    @Override
    public @Nullable ClusterChoice former() {
        return former;
    }

    @Override
    public List<Path> recent() {
        return recent;
    }

    @Override
    public boolean isPortFree(int port) {
        return application.isPortFree().test(port);
    }

    void warning(String text) {
        recordings.visible().warning(text);
    }

    /** While the window is minimised, nothing is updated. */
    void setSeen(boolean isNowSeen) {
        isSeen = isNowSeen;
        recordings.setSeen(isNowSeen);
    }

    /** Asks before the window is closed, if that stops nodes. */
    void closing(Runnable close) {
        if (isClosed) {
            close.run();
        } else {
            if (hasOwnNodes()) {
                recordings.close(); // There is a question.
            }
            shown.panel().closing(close);
        }
    }

    /** Stops the cluster that is shown, and opens no other one from now on; as {@link ClusterSession#stop}. */
    CompletableFuture<Void> close() {
        isClosed = true;
        recordings.end();
        return shown.stop();
    }

    boolean hasOwnNodes() {
        return shown.model().ownNodes() > 0;
    }

    /** Nothing is updated from now on. */
    void stopUpdates() {
        recordings.end();
        shown.stopUpdates();
    }

    PanelWindow window() {
        return window;
    }
}

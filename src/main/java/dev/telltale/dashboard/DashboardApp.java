package dev.telltale.dashboard;

import dev.telltale.dashboard.kit.FrameThrottle;
import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.kit.Preferences;
import dev.telltale.dashboard.kit.PreferencesFile;
import dev.telltale.dashboard.log.PanelLog;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioViewModel;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.observe.ClusterView;
import dev.telltale.observe.ClusterWatch;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** The window's life: open, wired to the watch and to the processes; close, with the nodes stopped. */
public final class DashboardApp extends Application {
    /** The window is gone after this long whatever the nodes do: they end with their parent anyway. */
    private static final long CLOSE_MILLIS = 2_500;

    private static final Duration COUNT = Duration.millis(200);

    private final DashboardContext context;
    private final Runnable exit;
    private final PreferencesFile preferencesFile;
    private final Map<NodeId, NodeProcess> lives = new ConcurrentHashMap<>();
    private Preferences preferences = Preferences.DEFAULT;
    private @Nullable PanelLog log;
    private @Nullable Thread closing;

    /** JavaFX itself makes the application. */
    public DashboardApp() {
        this(Dashboard.opened(), Platform::exit);
    }

    DashboardApp(DashboardContext context, Runnable exit) {
        this.context = context;
        this.exit = exit;
        preferencesFile = new PreferencesFile(context.state().resolve("panel.json"));
    }

    /** Runs on JavaFX's launcher thread, which may read files. */
    @Override
    public void init() {
        log = PanelLog.open(context.state());
        preferences = preferencesFile.load();
    }

    @Override
    public void start(Stage stage) {
        // The end of the program is close()'s to decide: a hidden window still has preferences to save and nodes to
        // stop.
        Platform.setImplicitExit(false);
        var model = new PanelViewModel(
                context.config(),
                context.control(),
                context.faults(),
                FxBridge.FX_THREAD,
                context.clock().now(),
                ZoneId.systemDefault());
        Thread.currentThread().setUncaughtExceptionHandler(PanelLog::caught);
        if (log != null) {
            log.tell(new FxBridge<>(FxBridge.FX_THREAD, model::notice)::publish);
        }
        ClusterWatch watch = watch(model);
        var panel = new PanelController(
                model, () -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        var scenarios = new ScenarioViewModel(context.config(), context.stages(), FxBridge.FX_THREAD, model::notice);
        panel.addScenarios(scenarios, context.scenarios());
        var window = new PanelWindow(stage, panel);
        stage.setOnCloseRequest(event -> {
            event.consume();
            scenarios.stop();
            close(window, model, watch);
        });
        window.open(preferences);
        tick(model);
        if (context.trouble() != null) {
            model.notice(context.trouble());
        }
        model.commands().tellOwner(model::notice);
        watch.start();
        tellNewLives(watch);
    }

    private ClusterWatch watch(PanelViewModel model) {
        var journal = new AtomicReference<@Nullable ClusterWatch>();
        // Thirty nodes in trouble have news five hundred times a second.
        var views = new FxBridge<ClusterView>(new FrameThrottle(), view -> {
            model.show(view);
            ClusterWatch watch = journal.get();
            if (watch != null) {
                model.journal().pull(watch.journal()::since);
            }
        });
        ClusterWatch watch = context.watch().apply(views::publish);
        model.measure().scores().follow(watch.verdicts()::all);
        model.timeline().follow(watch.history(), context.faults()::truth);
        journal.set(watch);
        var processes = new FxBridge<Boolean>(
                FxBridge.FX_THREAD, changed -> model.tick(context.clock().now()));
        context.control().onChange(() -> {
            tellNewLives(watch);
            processes.publish(true);
        });
        context.faults().onChange(() -> processes.publish(true));
        return watch;
    }

    /** A node that came up is asked at once, wherever it listens: on a port that it chose, or where others put it. */
    private void tellNewLives(ClusterWatch watch) {
        context.control().processes().forEach((id, process) -> {
            Address address = addressOf(process);
            if (!process.equals(lives.put(id, process)) && address != null) {
                watch.moved(new Member(id, address));
            }
        });
    }

    private static @Nullable Address addressOf(NodeProcess process) {
        if (process instanceof NodeProcess.Running running) {
            return running.address();
        }
        return process instanceof NodeProcess.External external ? external.address() : null;
    }

    /** Countdowns and stopwatches show tenths; all the rest is told anew once a second. */
    private void tick(PanelViewModel model) {
        Runnable all = () -> model.tick(context.clock().now());
        Runnable counts = () -> model.count(context.clock().now());
        repeat(Duration.seconds(1), all);
        repeat(COUNT, counts);
    }

    private static void repeat(Duration pause, Runnable action) {
        var again = new Timeline(new KeyFrame(pause, event -> action.run()));
        again.setCycleCount(Animation.INDEFINITE);
        again.play();
    }

    /** Says at once what goes on; the work and the waiting are done elsewhere. */
    private void close(PanelWindow window, PanelViewModel model, ClusterWatch watch) {
        if (closing != null) {
            return;
        }
        Preferences last = window.preferences();
        model.close(context.clock().now());
        if (!model.hasOwnNodes()) {
            window.hide();
        }
        var ended = new CompletableFuture<@Nullable Void>();
        closing = new Thread(() -> stopEverything(last, watch, ended), "panel-close");
        closing.setDaemon(true);
        closing.start();
        var unused = ended.completeOnTimeout(null, CLOSE_MILLIS, TimeUnit.MILLISECONDS)
                .whenCompleteAsync((done, failure) -> exit.run(), FxBridge.FX_THREAD);
    }

    private void stopEverything(Preferences last, ClusterWatch watch, CompletableFuture<@Nullable Void> ended) {
        try {
            preferencesFile.save(last); // First: it is quick, and nodes may use up the time.
            context.stopNodes().run();
            watch.close();
            stop();
            if (log != null) {
                log.awaitEnd();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.complete(null);
        }
    }

    /** Also where JavaFX ends without a word to the window. */
    @Override
    public void stop() {
        if (log != null) {
            log.close();
        }
    }
}

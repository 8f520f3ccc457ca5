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
import dev.telltale.observe.ClusterWatch;
import dev.telltale.observe.StatusRecord;
import dev.telltale.scenario.run.Testbed;
import dev.telltale.text.LocaleFormat;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;

/** The JavaFX application: opens the window, feeds it from the watch and the launcher, and stops the nodes on close. */
public final class DashboardApp extends Application {
    /** The program ends this long after the window is closed, even if nodes still run: they end with their parent. */
    private static final long CLOSE_MILLIS = 2_500;

    private final Supplier<DashboardContext> prepared;
    private final Runnable exit;
    private final Locale locale;
    private final Map<NodeId, NodeProcess> knownProcesses = new ConcurrentHashMap<>();
    /** Set by {@link #init}, which JavaFX calls before {@link #start}. */
    private DashboardContext context;

    private PreferencesFile preferencesFile;
    private Preferences preferences = Preferences.DEFAULT;
    private @Nullable PanelLog log;
    private @Nullable UpdatePace pace;
    private @Nullable Thread closing;

    /** Called by JavaFX, on the FX thread. */
    public DashboardApp() {
        this(Dashboard::awaitContext, Platform::exit, LocaleFormat.ofDesktop());
        Dashboard.toolkitStarted();
    }

    /**
     * @param prepared may block until the context is ready
     * @param locale of numbers and times on the screen
     */
    DashboardApp(Supplier<DashboardContext> prepared, Runnable exit, Locale locale) {
        this.prepared = prepared;
        this.exit = exit;
        this.locale = locale;
    }

    /** Waits for the context and reads the preferences. Runs on JavaFX's launcher thread, which may block. */
    @Override
    public void init() {
        // Loads the data of the locale while the context is prepared.
        LocaleFormat.useOnThisThread(locale);
        context = prepared.get();
        preferencesFile = new PreferencesFile(context.stateFolder().resolve("panel.json"));
        log = PanelLog.open(context.stateFolder());
        preferences = preferencesFile.load();
    }

    @Override
    public void start(Stage stage) {
        // close() ends the program: after the window is hidden, preferences are saved and nodes are stopped.
        Platform.setImplicitExit(false);
        LocaleFormat.useOnThisThread(locale);
        var model = new PanelViewModel(
                context.config(),
                context.control(),
                context.faults(),
                FxBridge.FX_THREAD,
                context.clock().now(),
                ZoneId.systemDefault());
        Thread.currentThread().setUncaughtExceptionHandler(PanelLog::logUncaught);
        if (log != null) {
            log.onInternalError(new FxBridge<>(FxBridge.FX_THREAD, model::notice)::publish);
        }
        var updates = new UpdatePace(model, context.clock(), new FrameThrottle(), FxBridge.FX_THREAD);
        pace = updates;
        ClusterWatch watch = watch(model, updates);
        var panel = new PanelController(
                model, () -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        var scenarios = new ScenarioViewModel(context.config(), this::testbed, FxBridge.FX_THREAD, model::notice);
        panel.addScenarios(scenarios, context.scenarios().folder());
        panel.addProblemReports(context.config(), context.stateFolder());
        var window = new PanelWindow(stage, panel, model.detector());
        stage.setOnCloseRequest(event -> {
            event.consume();
            scenarios.stop();
            close(window, model, updates, watch);
        });
        window.open(preferences);
        updates.setSeen(true);
        stage.iconifiedProperty().addListener((property, before, isMinimised) -> updates.setSeen(!isMinimised));
        if (context.startupNotice() != null) {
            model.notice(context.startupNotice());
        }
        model.commands().reportOwner(model::notice);
        watch.start();
        pollNewProcesses(watch);
    }

    /** Called on the thread of the scenario, which makes the texts of the measured values. */
    private Testbed testbed() {
        LocaleFormat.useOnThisThread(locale);
        return context.scenarios().testbeds().get();
    }

    private ClusterWatch watch(PanelViewModel model, UpdatePace pace) {
        var statuses = new StatusRecord(context.config().ids());
        ClusterWatch watch = context.watch().apply(view -> {
            statuses.add(view);
            pace.receive(view);
        });
        model.measure().scores().follow(watch.verdicts()::all);
        model.detector().follow(statuses, context.faults()::intervals);
        var processes = new FxBridge<Boolean>(
                FxBridge.FX_THREAD, changed -> model.tick(context.clock().now()));
        context.control().onChange(() -> {
            pollNewProcesses(watch);
            processes.publish(true);
        });
        context.faults().onChange(() -> processes.publish(true));
        return watch;
    }

    /** Gives the watch the address of every new process, which polls it at once. Any thread. */
    private void pollNewProcesses(ClusterWatch watch) {
        context.control().processes().forEach((id, process) -> {
            Address address = process.listenAddress();
            if (!process.equals(knownProcesses.put(id, process)) && address != null) {
                watch.pollNow(new Member(id, address));
            }
        });
    }

    /** Shows at once that the panel closes; stops the nodes on another thread, and exits after at most 2.5 s. */
    private void close(PanelWindow window, PanelViewModel model, UpdatePace pace, ClusterWatch watch) {
        if (closing != null) {
            return;
        }
        Preferences last = window.preferences();
        window.stopMotion();
        model.close(context.clock().now());
        if (!model.hasOwnNodes()) {
            window.hide();
        }
        var ended = new CompletableFuture<@Nullable Void>();
        closing = daemon("panel-close", () -> stopEverything(last, watch, ended));
        pace.close();
        var unused = ended.completeOnTimeout(null, CLOSE_MILLIS, TimeUnit.MILLISECONDS)
                .whenCompleteAsync((done, failure) -> exit.run(), FxBridge.FX_THREAD);
    }

    private static Thread daemon(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void stopEverything(Preferences last, ClusterWatch watch, CompletableFuture<@Nullable Void> ended) {
        try {
            // Meanwhile: writing JSON for the first time takes as long as stopping nodes, which may use up the time.
            Thread saving = daemon("panel-preferences", () -> preferencesFile.save(last));
            context.stopNodes().run();
            watch.close();
            saving.join(CLOSE_MILLIS);
            if (log != null) {
                log.close();
                log.awaitEnd();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.complete(null);
        }
    }

    /** Stops the updates and closes the log. JavaFX also calls this when it ends without a close event. */
    @Override
    public void stop() {
        if (pace != null) {
            pace.close();
        }
        if (log != null) {
            log.close();
        }
    }
}

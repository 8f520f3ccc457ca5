package dev.telltale.dashboard;

import dev.telltale.concurrent.Futures;
import dev.telltale.dashboard.kit.Background;
import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.kit.Preferences;
import dev.telltale.dashboard.kit.PreferencesFile;
import dev.telltale.dashboard.log.PanelLog;
import dev.telltale.text.LocaleFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;

/** The JavaFX application: opens the window, shows the first cluster in it, and stops the last one on close. */
public final class DashboardApp extends Application {
    /** The program ends this long after the window is closed, even if nodes still run: they end with their parent. */
    private static final Duration MAX_CLOSE_TIME = Duration.ofMillis(2_500);

    private final Supplier<DashboardContext> prepared;
    private final Runnable exit;
    private final Locale locale;
    /** Set by {@link #init}, which JavaFX calls before {@link #start}. */
    private DashboardContext context;

    private PreferencesFile preferencesFile;
    private Preferences preferences = Preferences.DEFAULT;
    private @Nullable PanelLog log;
    private @Nullable ClusterSwitch clusters;
    private boolean isClosing;

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
        Thread.currentThread().setUncaughtExceptionHandler(PanelLog::logUncaught);
        var shown = new ClusterSwitch(
                context, stage, () -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        clusters = shown;
        if (log != null) {
            log.onInternalError(new FxBridge<>(FxBridge.FX_THREAD, shown::warning)::publish);
        }
        stage.setOnCloseRequest(event -> {
            event.consume();
            if (stage.isIconified()) {
                stage.setIconified(false); // There may be a question.
            }
            shown.closing(() -> close(shown));
        });
        shown.start(preferences);
        stage.iconifiedProperty().addListener((property, before, isMinimised) -> shown.setSeen(!isMinimised));
    }

    /** Shows at once that the panel closes; stops the nodes on another thread, and exits after at most 2.5 s. */
    private void close(ClusterSwitch shown) {
        if (isClosing) {
            return;
        }
        isClosing = true;
        PanelWindow window = shown.window();
        Preferences last = window.preferences();
        window.stopMotion();
        CompletableFuture<Void> stopped = shown.close();
        if (!shown.hasOwnNodes()) {
            window.hide();
        }
        var ended = new CompletableFuture<@Nullable Void>();
        Background.start("panel-close", () -> saveAndStop(last, stopped, ended));
        var unused = ended.completeOnTimeout(null, MAX_CLOSE_TIME.toMillis(), TimeUnit.MILLISECONDS)
                .whenCompleteAsync((done, failure) -> exit.run(), FxBridge.FX_THREAD);
    }

    private void saveAndStop(
            Preferences last, CompletableFuture<Void> stopped, CompletableFuture<@Nullable Void> ended) {
        try {
            // Meanwhile: writing JSON for the first time takes as long as stopping nodes, which may use up the time.
            preferencesFile.save(last);
            Futures.awaitDone(stopped, MAX_CLOSE_TIME);
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
        if (clusters != null) {
            clusters.stopUpdates();
        }
        if (log != null) {
            log.close();
        }
    }
}

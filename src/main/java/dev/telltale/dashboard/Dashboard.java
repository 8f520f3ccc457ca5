package dev.telltale.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.telltale.concurrent.Futures;
import dev.telltale.dashboard.log.ToolkitErrors;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/** Opens the panel. Keeps the context in a static field, since JavaFX creates the application object itself. */
public final class Dashboard {
    /** Strongly held, since the log manager holds loggers weakly. Silences a warning of JavaFX on the class path. */
    private static final Logger JAVAFX_LOG = Logger.getLogger("javafx");

    /** The toolkit starts within two seconds; it waits without end for a display that does not answer. */
    private static final Duration MAX_START_TIME = Duration.ofSeconds(30);

    private static final CompletableFuture<DashboardContext> CONTEXT = new CompletableFuture<>();
    private static final CompletableFuture<@Nullable Void> TOOLKIT = new CompletableFuture<>();
    private static final CompletableFuture<@Nullable Void> CLOSED = new CompletableFuture<>();
    private static final AtomicReference<@Nullable ToolkitErrors> ERRORS = new AtomicReference<>();

    private Dashboard() {}

    /**
     * Starts the toolkit on a thread of its own, so that the caller can prepare the context meanwhile. Replaces
     * {@link System#err}, until {@link #launch}, which calls this method if it was not called before.
     *
     * @param err standard error; while the toolkit starts, the output of its threads is withheld
     */
    public static void startToolkit(PrintStream err) {
        var errors = new ToolkitErrors(err);
        if (!ERRORS.compareAndSet(null, errors)) {
            return;
        }
        JAVAFX_LOG.setLevel(Level.SEVERE);
        System.setErr(new PrintStream(errors, true, UTF_8));
        var thread = new Thread(Dashboard::run, ToolkitErrors.LAUNCHER_THREAD);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Opens the window, and blocks until it is closed and the nodes that it started are stopped. Once per JVM.
     *
     * @param err as for {@link #startToolkit}
     * @throws NoDisplayException if the toolkit fails to start, or does not start within 30 s
     * @throws IllegalStateException if the panel fails later, which is an internal error
     */
    public static void launch(DashboardContext context, PrintStream err)
            throws NoDisplayException, InterruptedException {
        startToolkit(err);
        ToolkitErrors errors = Objects.requireNonNull(ERRORS.get());
        CONTEXT.complete(context);
        try {
            CompletableFuture.anyOf(TOOLKIT, CLOSED).get(MAX_START_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw NoDisplayException.noResponse(MAX_START_TIME, e);
        } catch (ExecutionException e) {
            // Standard error stays replaced: JavaFX prints the same failure a moment later.
            throw NoDisplayException.fromToolkitFailure(Futures.cause(e), errors.text());
        }
        System.setErr(errors.err());
        try {
            CLOSED.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the panel failed", Futures.cause(e));
        }
    }

    private static void run() {
        try {
            Application.launch(DashboardApp.class);
            CLOSED.complete(null);
        } catch (RuntimeException | Error e) {
            CLOSED.completeExceptionally(e);
        }
    }

    /** Reports that the toolkit runs, or why it cannot show text. Called on the FX thread. */
    static void toolkitStarted() {
        try {
            Font.getDefault();
        } catch (RuntimeException e) {
            TOOLKIT.completeExceptionally(NoDisplayException.withoutFont(e));
            throw e;
        } catch (LinkageError e) {
            TOOLKIT.completeExceptionally(e);
            throw e;
        }
        TOOLKIT.complete(null);
    }

    /** Waits for the context, which is usually ready before the toolkit, at most 30 s. */
    static DashboardContext awaitContext() {
        try {
            return CONTEXT.get(MAX_START_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Dashboard.launch was not called", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Dashboard.launch was not called", e);
        }
    }
}

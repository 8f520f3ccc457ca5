package dev.telltale.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.telltale.concurrent.Futures;
import java.io.PrintStream;
import java.time.Duration;
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

    static final String THREAD = "panel-launcher";

    /** The toolkit starts within two seconds; it waits without end for a display that does not answer. */
    private static final Duration MAX_START_TIME = Duration.ofSeconds(30);

    private static final AtomicReference<@Nullable DashboardContext> CONTEXT = new AtomicReference<>();
    private static final CompletableFuture<@Nullable Void> TOOLKIT = new CompletableFuture<>();

    private Dashboard() {}

    /**
     * Opens the window, and blocks until it is closed and the nodes that it started are stopped. Once per JVM.
     * Replaces {@link System#err} until the toolkit has started.
     *
     * @param err standard error; while the toolkit starts, the output of its threads is withheld
     * @throws NoDisplayException if the toolkit fails to start, or does not start within 30 s
     * @throws IllegalStateException if the panel fails later, which is an internal error
     */
    public static void launch(DashboardContext context, PrintStream err)
            throws NoDisplayException, InterruptedException {
        JAVAFX_LOG.setLevel(Level.SEVERE);
        CONTEXT.set(context);
        var closed = new CompletableFuture<@Nullable Void>();
        var thread = new Thread(() -> run(closed), THREAD);
        thread.setDaemon(true);
        var errors = new ToolkitErrors(err);
        System.setErr(new PrintStream(errors, true, UTF_8));
        thread.start();
        try {
            CompletableFuture.anyOf(TOOLKIT, closed).get(MAX_START_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw NoDisplayException.noResponse(MAX_START_TIME, e);
        } catch (ExecutionException e) {
            // Standard error stays replaced: JavaFX prints the same failure a moment later.
            throw NoDisplayException.fromToolkitFailure(Futures.cause(e), errors.text());
        }
        System.setErr(err);
        try {
            closed.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the panel failed", Futures.cause(e));
        }
    }

    private static void run(CompletableFuture<@Nullable Void> closed) {
        try {
            Application.launch(DashboardApp.class);
            closed.complete(null);
        } catch (RuntimeException | Error e) {
            closed.completeExceptionally(e);
        }
    }

    /** Returns the context, and reports that the toolkit runs. Called by the application object that JavaFX creates. */
    static DashboardContext toolkitStarted() {
        DashboardContext context = CONTEXT.get();
        if (context == null) {
            throw new IllegalStateException("Dashboard.launch must be called first");
        }
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
        return context;
    }
}

package dev.telltale.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

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

/** Opens the panel. JavaFX makes its application object itself, so that the context waits here for it. */
public final class Dashboard {
    /** Kept, since the log manager holds loggers weakly: on the class path JavaFX warns of a harmless set-up. */
    private static final Logger JAVAFX_LOG = Logger.getLogger("javafx");

    static final String THREAD = "panel-launcher";

    /** A toolkit starts within a second or two; one that waits for a display which does not answer waits for ever. */
    private static final Duration MAX_START_TIME = Duration.ofSeconds(30);

    private static final AtomicReference<@Nullable DashboardContext> CONTEXT = new AtomicReference<>();
    private static final CompletableFuture<@Nullable Void> TOOLKIT = new CompletableFuture<>();

    private Dashboard() {}

    /**
     * Returns when the window is closed and the nodes that it started are stopped. Once in the life of a JVM.
     *
     * @param err standard error, which all but the toolkit's threads go on to print to
     * @throws NoDisplayException if the toolkit does not start within 30 s; what fails later is a fault of the panel's own
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
            throw NoDisplayException.silent(MAX_START_TIME, e);
        } catch (ExecutionException e) {
            // Still held back, for JavaFX prints the same failure a moment later.
            throw NoDisplayException.because(Objects.requireNonNullElse(e.getCause(), e), errors.text());
        }
        System.setErr(err);
        try {
            closed.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the panel failed", e.getCause());
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

    /** Called by the application that JavaFX makes, which it does once its toolkit runs. */
    static DashboardContext opened() {
        DashboardContext context = CONTEXT.get();
        if (context == null) {
            throw new IllegalStateException("the panel is opened by Dashboard.launch");
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

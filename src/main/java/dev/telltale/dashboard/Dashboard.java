package dev.telltale.dashboard;

import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;
import org.jspecify.annotations.Nullable;

/** Opens the panel. JavaFX makes its application object itself, so that the context waits here for it. */
public final class Dashboard {
    /** Kept, since the log manager holds loggers weakly: on the class path JavaFX warns of a harmless set-up. */
    private static final Logger JAVAFX_LOG = Logger.getLogger("javafx");

    private static final AtomicReference<@Nullable DashboardContext> CONTEXT = new AtomicReference<>();

    private Dashboard() {}

    /** Returns when the window is closed and the nodes that it started are stopped. Once in the life of a JVM. */
    public static void launch(DashboardContext context) throws NoDisplayException {
        JAVAFX_LOG.setLevel(Level.SEVERE);
        CONTEXT.set(context);
        try {
            Application.launch(DashboardApp.class);
        } catch (UnsupportedOperationException e) {
            throw NoDisplayException.because(e);
        }
    }

    static DashboardContext context() {
        DashboardContext context = CONTEXT.get();
        if (context == null) {
            throw new IllegalStateException("the panel is opened by Dashboard.launch");
        }
        return context;
    }
}

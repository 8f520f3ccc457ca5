package dev.telltale.dashboard.log;

import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong inside, whoever logs it and on whatever thread it ends: kept in a file with its trace, and told in the
 * window in one sentence. Who logs never waits for a disk or a terminal: one thread writes, and what it cannot write in time is
 * dropped.
 */
public final class PanelLog extends Handler {
    private static final Logger ROOT = Logger.getLogger("");
    private static final System.Logger LOG = System.getLogger(PanelLog.class.getName());
    private static final int MAX_FILE_BYTES = 1024 * 1024;
    private static final int FILES = 3;
    private static final int MAX_WAITING = 500;
    private static final Duration MAX_CLOSE_TIME = Duration.ofMillis(300);
    private static final LogRecord END = new LogRecord(Level.OFF, "");

    private final Path folder;
    private final BlockingQueue<LogRecord> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final DuplicateLogFilter repeats = new DuplicateLogFilter();
    private final List<Handler> others;
    private final @Nullable UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private final Thread thread = new Thread(this::write, "panel-log");
    private volatile Consumer<String> told = words -> {};

    private PanelLog(Path folder) {
        this.folder = folder;
        others = List.of(ROOT.getHandlers());
        thread.setDaemon(true);
    }

    /** From now on all that is logged goes through here, and so do exceptions that end a thread. Never waits. */
    public static PanelLog open(Path folder) {
        var log = new PanelLog(folder);
        log.others.forEach(ROOT::removeHandler);
        ROOT.addHandler(log);
        Thread.setDefaultUncaughtExceptionHandler(PanelLog::caught);
        log.thread.start();
        return log;
    }

    /** What no task of this thread has caught; it does not end the FX thread. */
    public static void caught(Thread thread, Throwable failure) {
        LOG.log(System.Logger.Level.ERROR, "unexpected, on the thread " + thread.getName(), failure);
    }

    /** Whom to tell of faults of our own; called on any thread, must not block. */
    public void tell(Consumer<String> listener) {
        told = listener;
    }

    /** The newest of the files. */
    Path file() {
        return folder.resolve("panel.0.log");
    }

    @Override
    public void publish(LogRecord logged) {
        boolean isFault = logged.getLevel().intValue() >= Level.SEVERE.intValue();
        if (isFault && !repeats.isNews(logged)) {
            return;
        }
        // Whoever else it is: the caller is found out on its own thread.
        logged.getSourceMethodName();
        boolean unused = waiting.offer(logged);
        if (isFault) {
            told.accept(
                    "Something went wrong inside Telltale, and what is shown may be incomplete. Close the panel and open it"
                            + " again if it looks wrong; " + file() + " has the details, to report.");
        }
    }

    private void write() {
        @Nullable Handler toFile = null;
        try {
            LogRecord next = waiting.take();
            while (next != END) {
                toFile = toFile == null ? openFile() : toFile;
                LogRecord one = next;
                others.forEach(other -> other.publish(one));
                if (toFile != null) {
                    toFile.publish(next);
                }
                next = waiting.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (toFile != null) {
                toFile.close();
            }
        }
    }

    /** Null if there is no place for it: then the terminal has to do. */
    private @Nullable Handler openFile() {
        try {
            Files.createDirectories(folder);
            var file = new FileHandler(folder.resolve("panel.%g.log").toString(), MAX_FILE_BYTES, FILES, true);
            file.setFormatter(new SimpleFormatter());
            return file;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public void flush() {
        // The thread writes as soon as it can.
    }

    /** Leaves all as it was. What waits to be written has a moment more, where somebody waits for it: see {@link #awaitEnd}. */
    @Override
    public void close() {
        if (ROOT.getHandlers().length > 0 && List.of(ROOT.getHandlers()).contains(this)) {
            ROOT.removeHandler(this);
            others.forEach(ROOT::addHandler);
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        if (!waiting.offer(END)) {
            thread.interrupt();
        }
    }

    /** A disk that hangs is not waited for. */
    public void awaitEnd() throws InterruptedException {
        thread.join(MAX_CLOSE_TIME.toMillis());
    }
}

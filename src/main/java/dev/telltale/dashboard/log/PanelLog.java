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
import org.jspecify.annotations.Nullable;

/**
 * The log of the panel. Writes every log record and every uncaught exception to a file, and reports internal errors to
 * the window in one sentence. Logging never blocks: a single thread writes, and records are dropped while 500 wait.
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
    private final DuplicateLogFilter duplicates = new DuplicateLogFilter();
    private final List<Handler> previousHandlers;
    private final @Nullable UncaughtExceptionHandler previousUncaughtHandler =
            Thread.getDefaultUncaughtExceptionHandler();
    private final Thread thread = new Thread(this::write, "panel-log");
    private volatile Consumer<String> errorListener = words -> {};

    private PanelLog(Path folder) {
        this.folder = folder;
        previousHandlers = List.of(ROOT.getHandlers());
        thread.setDaemon(true);
    }

    /**
     * Replaces the handlers of the root logger and the default handler of uncaught exceptions until {@link #close}.
     * Starts the writer thread, which creates the file with the first record. Never blocks.
     */
    public static PanelLog open(Path folder) {
        var log = new PanelLog(folder);
        log.previousHandlers.forEach(ROOT::removeHandler);
        ROOT.addHandler(log);
        Thread.setDefaultUncaughtExceptionHandler(PanelLog::logUncaught);
        log.thread.start();
        return log;
    }

    /** Logs an exception that the thread did not catch; such an exception does not end the FX thread. */
    public static void logUncaught(Thread thread, Throwable failure) {
        LOG.log(System.Logger.Level.ERROR, "uncaught exception on the thread " + thread.getName(), failure);
    }

    /** Sets the listener for internal errors. It is called on any thread and must not block. */
    public void onInternalError(Consumer<String> listener) {
        errorListener = listener;
    }

    /** The newest log file. */
    Path file() {
        return folder.resolve("panel.0.log");
    }

    @Override
    public void publish(LogRecord logged) {
        boolean isError = logged.getLevel().intValue() >= Level.SEVERE.intValue();
        if (isError && !duplicates.accepts(logged)) {
            return;
        }
        // Finds the caller now: the writer thread has another stack.
        logged.getSourceMethodName();
        boolean unused = waiting.offer(logged);
        if (isError) {
            errorListener.accept(
                    "Something went wrong inside Telltale, and what is shown may be incomplete. Close the panel and open it"
                            + " again if it looks wrong; " + file() + " has the details, to report.");
        }
    }

    private void write() {
        @Nullable Handler fileHandler = null;
        try {
            LogRecord next = waiting.take();
            while (next != END) {
                fileHandler = fileHandler == null ? openFile() : fileHandler;
                LogRecord current = next;
                previousHandlers.forEach(other -> other.publish(current));
                if (fileHandler != null) {
                    fileHandler.publish(next);
                }
                next = waiting.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (fileHandler != null) {
                fileHandler.close();
            }
        }
    }

    /** Opens the file; null if that fails: then records go only to the previous handlers. */
    private @Nullable Handler openFile() {
        try {
            Files.createDirectories(folder);
            var file = new FileHandler(folder.resolve("panel.%g.log").toString(), MAX_FILE_BYTES, FILES, true);
            file.setFormatter(new LogLineFormatter());
            return file;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public void flush() {
        // The writer thread writes each record at once.
    }

    /** Restores the previous handlers, and lets the writer thread end. To wait for it, call {@link #awaitEnd}. */
    @Override
    public void close() {
        if (ROOT.getHandlers().length > 0 && List.of(ROOT.getHandlers()).contains(this)) {
            ROOT.removeHandler(this);
            previousHandlers.forEach(ROOT::addHandler);
            Thread.setDefaultUncaughtExceptionHandler(previousUncaughtHandler);
        }
        if (!waiting.offer(END)) {
            thread.interrupt();
        }
    }

    /** Waits until the last record is written, at most 300 ms: the disk may hang. */
    public void awaitEnd() throws InterruptedException {
        thread.join(MAX_CLOSE_TIME.toMillis());
    }
}

package dev.telltale.testkit;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import java.util.stream.Stream;

/** What is logged to the given loggers as a warning or worse, until this is closed. */
public final class LogCapture implements AutoCloseable {
    private final Queue<String> messages = new ConcurrentLinkedQueue<>();
    /** The log manager alone would hold them weakly. */
    private final List<Logger> loggers;

    private final Handler handler = new StreamHandler() {
        @Override
        public synchronized void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                messages.add(entry.getMessage() + ": " + entry.getThrown());
            }
        }
    };

    public LogCapture(String... names) {
        loggers = Stream.of(names).map(Logger::getLogger).toList();
        loggers.forEach(logger -> logger.addHandler(handler));
    }

    public List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void close() {
        loggers.forEach(logger -> logger.removeHandler(handler));
    }
}

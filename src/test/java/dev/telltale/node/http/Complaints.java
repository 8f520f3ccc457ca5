package dev.telltale.node.http;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What XNIO and Undertow log as a warning or worse, from now on until the end. */
final class Complaints {
    private static final List<Logger> LOGGERS = List.of(Logger.getLogger("org.xnio"), Logger.getLogger("io.undertow"));

    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord complaint) {
            if (complaint.getLevel().intValue() >= Level.WARNING.intValue()) {
                heard.add(complaint.getMessage() + ": " + complaint.getThrown());
            }
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    Complaints() {
        LOGGERS.forEach(logger -> logger.addHandler(ear));
    }

    List<String> heard() {
        return List.copyOf(heard);
    }

    void end() {
        LOGGERS.forEach(logger -> logger.removeHandler(ear));
    }
}

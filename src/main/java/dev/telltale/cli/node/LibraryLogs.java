package dev.telltale.cli.node;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The loggers of the HTTP server's libraries. Only a node uses them, so that no other command sets up logging. */
final class LibraryLogs {
    /** Strong references: the log manager drops unreferenced loggers, and their levels with them. */
    private static final List<Logger> QUIET = loggers("io.undertow", "org.xnio", "org.jboss");

    /** Each would log a stack trace for a client's or peer's error, which the node reports as evidence. */
    private static final List<Logger> SILENT = loggers("io.undertow.client", "io.undertow.request.io");

    private LibraryLogs() {}

    /** Leaves only severe errors that are the server's own. */
    static void quieten() {
        QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
        SILENT.forEach(logger -> logger.setLevel(Level.OFF));
    }

    private static List<Logger> loggers(String... names) {
        return List.of(names).stream().map(Logger::getLogger).toList();
    }
}

package dev.telltale.launcher.process;

import dev.telltale.model.NodeId;
import dev.telltale.platform.PrivateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.logging.ErrorManager;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * The output of one node on disk: {@code output-node1.0.log} is the newest of three files of at most 1 MB. A disk that is
 * full or a folder that may not be written to is told once and then survived. Any thread.
 */
final class OutputFile implements AutoCloseable {
    private static final int MAX_BYTES = 1_000_000;
    private static final int FILES = 3;

    private final Path folder;
    private final NodeId node;
    private final Consumer<String> complaints;
    private @Nullable FileHandler file;
    private boolean isOver;
    private boolean hasComplained;

    OutputFile(Path folder, NodeId node, Consumer<String> complaints) {
        this.folder = folder;
        this.node = node;
        this.complaints = complaints;
    }

    /** Opens the file with the first line: whoever made this object must not wait for a disk. */
    synchronized void write(String line) {
        if (file == null && !isOver) {
            file = open();
            isOver = file == null;
        }
        if (file != null) {
            file.publish(new LogRecord(Level.INFO, line));
        }
    }

    @Override
    public synchronized void close() {
        isOver = true;
        if (file != null) {
            file.close();
        }
    }

    private @Nullable FileHandler open() {
        try {
            PrivateFolder.make(folder);
            String name = folder.resolve("output-" + node).toString().replace("%", "%%");
            var opened = new FileHandler(name + ".%g.log", MAX_BYTES, FILES, true);
            opened.setEncoding("UTF-8");
            opened.setFormatter(new LinesAsTheyAre());
            opened.setErrorManager(new ToldOnce());
            return opened;
        } catch (IOException e) {
            complain(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void complain(String why) {
        if (!hasComplained) {
            hasComplained = true;
            complaints.accept("telltale: the output of this node is not kept in a file: " + why);
        }
    }

    private static final class LinesAsTheyAre extends Formatter {
        @Override
        public String format(LogRecord line) {
            return line.getMessage() + System.lineSeparator();
        }
    }

    private final class ToldOnce extends ErrorManager {
        @Override
        public synchronized void error(@Nullable String message, @Nullable Exception cause, int code) {
            complain(cause == null ? String.valueOf(message) : String.valueOf(cause.getMessage()));
        }
    }
}

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
 * The output of one node on disk: {@code output-node1.0.log} is the newest of three files of at most 1 MB. A write
 * error (disk full, no permission) is reported once and then ignored. Any thread.
 */
final class OutputFile implements AutoCloseable {
    private static final int MAX_BYTES = 1_000_000;
    private static final int FILES = 3;

    private final Path folder;
    private final NodeId node;
    private final Consumer<String> warnings;
    private @Nullable FileHandler file;
    private boolean isClosed;
    private boolean hasWarned;

    OutputFile(Path folder, NodeId node, Consumer<String> warnings) {
        this.folder = folder;
        this.node = node;
        this.warnings = warnings;
    }

    /** Opens the file with the first line, so that the constructor does not wait for the disk. */
    synchronized void write(String line) {
        if (file == null && !isClosed) {
            file = open();
            isClosed = file == null;
        }
        if (file != null) {
            file.publish(new LogRecord(Level.INFO, line));
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        if (file != null) {
            file.close();
        }
    }

    private @Nullable FileHandler open() {
        try {
            PrivateFolder.createIfMissing(folder);
            String name = folder.resolve("output-" + node).toString().replace("%", "%%");
            var opened = new FileHandler(name + ".%g.log", MAX_BYTES, FILES, true);
            opened.setEncoding("UTF-8");
            opened.setFormatter(new PlainLines());
            opened.setErrorManager(new WarnOnce());
            return opened;
        } catch (IOException e) {
            warn(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void warn(String why) {
        if (!hasWarned) {
            hasWarned = true;
            warnings.accept("telltale: the output of this node is not written to a file: " + why);
        }
    }

    private static final class PlainLines extends Formatter {
        @Override
        public String format(LogRecord line) {
            return line.getMessage() + System.lineSeparator();
        }
    }

    private final class WarnOnce extends ErrorManager {
        @Override
        public synchronized void error(@Nullable String message, @Nullable Exception cause, int code) {
            warn(cause == null ? String.valueOf(message) : String.valueOf(cause.getMessage()));
        }
    }
}

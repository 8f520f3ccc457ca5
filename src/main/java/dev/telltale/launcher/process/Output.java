package dev.telltale.launcher.process;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.model.NodeId;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads the output of one process, on a thread of its own, into a log of the newest lines and an {@link OutputFile},
 * until every process that inherited the pipe has ended or {@link #abandon} is called. Any thread.
 */
public final class Output {
    /** How many of the newest lines of a node to keep. */
    public static final int TAIL_LINES = 500;

    private static final int BUFFER = 4_096;

    /** Lines that the JVM prints after the actual error. */
    private static final Set<String> BOILERPLATE = Set.of(
            "Error: Could not create the Java Virtual Machine.",
            "Error: A fatal exception has occurred. Program will exit.");

    private final NodeId node;
    private final BoundedLog<String> tail;
    private final OutputFile file;
    private final CompletableFuture<ReadyLine> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean isAbandoned;
    private volatile @Nullable String lastLine;

    private Output(NodeId node, BoundedLog<String> tail, Path folder) {
        this.node = node;
        this.tail = tail;
        this.file = new OutputFile(folder, node, tail::add);
    }

    /** Starts the thread. The file is created in the folder with the first line. */
    public static Output drain(NodeId node, InputStream from, BoundedLog<String> tail, Path folder) {
        var output = new Output(node, tail, folder);
        var thread = new Thread(() -> output.run(from), "output-" + node);
        thread.setDaemon(true);
        thread.start();
        return output;
    }

    /** Completes when the node prints its ready line; never if it does not. */
    public CompletableFuture<ReadyLine> ready() {
        return ready;
    }

    /** Completes when all output has been read and written, or after {@link #abandon}. */
    public CompletableFuture<Void> drained() {
        return drained;
    }

    /** The last informative line of output; null if there was no output. */
    @Nullable
    public String lastLine() {
        return lastLine;
    }

    /** Adds a line of the launcher to the output of the process. */
    void addNotice(String line) {
        tail.add(line);
        file.write(line);
    }

    /**
     * Ignores further output and closes the file. Does not close the stream: while a grandchild keeps the pipe open,
     * the thread may be blocked in a read, and closing would wait for it.
     */
    public void abandon() {
        isAbandoned = true;
        file.close();
        drained.complete(null);
    }

    private void run(InputStream from) {
        var splitter = new LineSplitter(this::line);
        var buffer = new char[BUFFER];
        try (Reader reader = new InputStreamReader(from, childCharset())) {
            int length;
            while (!isAbandoned && (length = reader.read(buffer)) >= 0) {
                splitter.accept(buffer, length);
            }
            splitter.end();
        } catch (IOException closed) {
            splitter.end();
        } finally {
            file.close();
            drained.complete(null);
        }
    }

    private void line(String line) {
        if (isAbandoned) {
            return;
        }
        tail.add(line);
        if (lastLine == null || isInformative(line)) {
            lastLine = line;
        }
        if (!ready.isDone()) {
            ReadyLine.parse(line).filter(parsed -> parsed.node().equals(node)).ifPresent(ready::complete);
        }
        file.write(line);
    }

    // An indented line belongs to a stack trace, whose first line is more useful.
    private static boolean isInformative(String line) {
        return !line.isBlank() && !Character.isWhitespace(line.charAt(0)) && !BOILERPLATE.contains(line);
    }

    // A child writes in the encoding of its locale, which is that of this process, on Java 17 and 25.
    private static Charset childCharset() {
        String name = System.getProperty("native.encoding");
        return name == null || !Charset.isSupported(name) ? Charset.defaultCharset() : Charset.forName(name);
    }
}

package dev.telltale.launcher.process;

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
 * The output of one process, drained by one thread of its own until the process and all that inherited its pipe are gone,
 * or until nobody wants it any more.
 */
public final class Output {
    private static final int BUFFER = 4_096;

    /** What the JVM says after it has said what was wrong. */
    private static final Set<String> BOILERPLATE = Set.of(
            "Error: Could not create the Java Virtual Machine.",
            "Error: A fatal exception has occurred. Program will exit.");

    private final NodeId node;
    private final Tail tail;
    private final OutputFile file;
    private final CompletableFuture<ReadyLine> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean isAbandoned;
    private volatile @Nullable String lastLine;

    private Output(NodeId node, Tail tail, Path folder) {
        this.node = node;
        this.tail = tail;
        this.file = new OutputFile(folder, node, tail::add);
    }

    public static Output drain(NodeId node, InputStream from, Tail tail, Path folder) {
        var output = new Output(node, tail, folder);
        var thread = new Thread(() -> output.run(from), "output-" + node);
        thread.setDaemon(true);
        thread.start();
        return output;
    }

    /** Completes when the node says that it is ready; never, if it does not. */
    public CompletableFuture<ReadyLine> ready() {
        return ready;
    }

    /** Completes when all output has been read and written, or nobody wants it any more. */
    public CompletableFuture<Void> drained() {
        return drained;
    }

    /** What the process said last that says something; null if it said nothing. */
    @Nullable
    public String lastLine() {
        return lastLine;
    }

    /** A remark of the launcher's own among the lines of the process. */
    void remark(String line) {
        tail.add(line);
        file.write(line);
    }

    /**
     * Takes no more lines and lets go of the file. The thread may be stuck in a read for as long as a grandchild holds the
     * pipe, and closing the stream would wait for just that read; so it is left to itself.
     */
    public void abandon() {
        isAbandoned = true;
        file.close();
        drained.complete(null);
    }

    private void run(InputStream from) {
        var cutter = new LineSplitter(this::line);
        var buffer = new char[BUFFER];
        try (Reader reader = new InputStreamReader(from, childCharset())) {
            int length;
            while (!isAbandoned && (length = reader.read(buffer)) >= 0) {
                cutter.accept(buffer, length);
            }
            cutter.end();
        } catch (IOException closed) {
            cutter.end();
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
        if (lastLine == null || isTelling(line)) {
            lastLine = line;
        }
        if (!ready.isDone()) {
            ReadyLine.parse(line).filter(said -> said.node().equals(node)).ifPresent(ready::complete);
        }
        file.write(line);
    }

    // An indented line belongs to a stack trace; its first line says more.
    private static boolean isTelling(String line) {
        return !line.isBlank() && !Character.isWhitespace(line.charAt(0)) && !BOILERPLATE.contains(line);
    }

    // A child of the same locale writes in its locale's encoding, on 17 and on 25.
    private static Charset childCharset() {
        String name = System.getProperty("native.encoding");
        return name == null || !Charset.isSupported(name) ? Charset.defaultCharset() : Charset.forName(name);
    }
}

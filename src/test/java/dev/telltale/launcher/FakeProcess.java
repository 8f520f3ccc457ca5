package dev.telltale.launcher;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.telltale.groundtruth.ExitReason;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A process without an operating system process: its test controls its output, its exit and its reaction to signals.
 */
final class FakeProcess extends Process {
    static final int SIGTERM = 143;

    private final long pid;
    private final List<String> signals = new CopyOnWriteArrayList<>();
    private final List<ClockReading> signalTimes = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final ByteArrayOutputStream input = new ByteArrayOutputStream();
    private final PipedOutputStream printed = new PipedOutputStream();
    private final PipedInputStream output = assertDoesNotThrow(() -> new PipedInputStream(printed, 8_192));
    private final ProcessHandle handle = (ProcessHandle) Proxy.newProxyInstance(
            ProcessHandle.class.getClassLoader(), new Class<?>[] {ProcessHandle.class}, this::invokeHandle);
    private volatile boolean obeys;

    FakeProcess(long pid) {
        this.pid = pid;
    }

    private Object invokeHandle(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "destroy" -> signal("SIGTERM", SIGTERM);
            case "destroyForcibly" -> signal("SIGKILL", ExitReason.SIGKILL);
            case "pid" -> pid;
            case "hashCode" -> Long.hashCode(pid);
            case "isAlive" -> isAlive();
            case "equals" -> arguments[0] == proxy;
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private boolean signal(String name, int code) {
        signalTimes.add(TimeSource.SYSTEM.now());
        signals.add(name);
        if (obeys) {
            end(code);
        }
        return true;
    }

    /** What was written to its standard input. */
    byte[] input() {
        return input.toByteArray();
    }

    void print(String line) {
        assertDoesNotThrow(() -> {
            printed.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            printed.flush();
        });
    }

    void end(int code) {
        if (isAlive()) {
            closeOutput();
            exit.complete(code);
        }
    }

    /** Ends like a process whose grandchild keeps the pipe open. */
    void endWithOutputOpen(int code) {
        exit.complete(code);
    }

    void closeOutput() {
        assertDoesNotThrow(printed::close);
    }

    /** Makes every later signal end it. */
    void exitOnSignals() {
        obeys = true;
    }

    /** The signals that it received, oldest first. */
    List<String> signals() {
        return signals;
    }

    /** The time of each of {@link #signals}. */
    List<ClockReading> signalTimes() {
        return signalTimes;
    }

    @Override
    public ProcessHandle toHandle() {
        return handle;
    }

    @Override
    public CompletableFuture<Process> onExit() {
        return exit.thenApply(code -> this);
    }

    @Override
    public InputStream getInputStream() {
        return output;
    }

    @Override
    public InputStream getErrorStream() {
        return InputStream.nullInputStream();
    }

    @Override
    public OutputStream getOutputStream() {
        return input;
    }

    @Override
    public int waitFor() {
        return exit.join();
    }

    @Override
    public int exitValue() {
        if (!exit.isDone()) {
            throw new IllegalThreadStateException("alive");
        }
        return exit.join();
    }

    @Override
    public void destroy() {
        throw new AssertionError("closes the pipes of a real process");
    }
}

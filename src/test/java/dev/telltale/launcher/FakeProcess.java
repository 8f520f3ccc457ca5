package dev.telltale.launcher;

import dev.telltale.model.Moment;
import dev.telltale.time.NanoClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that is none: it says, obeys and ends only as its test tells it. */
final class FakeProcess extends Process {
    static final int SIGTERM = 143;

    private final long pid;
    private final List<String> signals = new CopyOnWriteArrayList<>();
    private final List<Moment> signalled = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Process> exit = new CompletableFuture<>();
    private final PipedOutputStream mouth = new PipedOutputStream();
    private final PipedInputStream output;
    private volatile int exitCode = -1;
    private volatile boolean obeys;

    FakeProcess(long pid) {
        this.pid = pid;
        try {
            output = new PipedInputStream(mouth, 8_192);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void say(String line) {
        try {
            mouth.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            mouth.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void end(int code) {
        if (exitCode >= 0) {
            return;
        }
        exitCode = code;
        closeMouth();
        exit.complete(this);
    }

    /** Ends as a process whose grandchild keeps the pipe. */
    void endWithPipeHeld(int code) {
        exitCode = code;
        exit.complete(this);
    }

    /** From now on ends by itself when it is told to. */
    FakeProcess obeying() {
        obeys = true;
        return this;
    }

    /** What was sent to it, oldest first. */
    List<String> signals() {
        return signals;
    }

    /** When that was. */
    List<Moment> signalled() {
        return signalled;
    }

    void closeMouth() {
        try {
            mouth.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ProcessHandle toHandle() {
        return new Handle();
    }

    @Override
    public CompletableFuture<Process> onExit() {
        return exit.copy();
    }

    @Override
    public boolean isAlive() {
        return exitCode < 0;
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public InputStream getInputStream() {
        return output;
    }

    @Override
    public InputStream getErrorStream() {
        return new ByteArrayInputStream(new byte[0]);
    }

    @Override
    public OutputStream getOutputStream() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public int waitFor() {
        return exit.join().exitValue();
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) {
        return !isAlive();
    }

    @Override
    public int exitValue() {
        if (isAlive()) {
            throw new IllegalThreadStateException("alive");
        }
        return exitCode;
    }

    @Override
    public void destroy() {
        throw new AssertionError("closes the pipes of a real process");
    }

    private final class Handle implements ProcessHandle {
        @Override
        public boolean destroy() {
            return signal("SIGTERM", SIGTERM);
        }

        @Override
        public boolean destroyForcibly() {
            return signal("SIGKILL", ExitReason.SIGKILL);
        }

        private boolean signal(String name, int code) {
            signalled.add(NanoClock.SYSTEM.now());
            signals.add(name);
            if (obeys) {
                end(code);
            }
            return true;
        }

        @Override
        public long pid() {
            return pid;
        }

        @Override
        public boolean isAlive() {
            return FakeProcess.this.isAlive();
        }

        @Override
        public Optional<ProcessHandle> parent() {
            return Optional.empty();
        }

        @Override
        public Stream<ProcessHandle> children() {
            return Stream.empty();
        }

        @Override
        public Stream<ProcessHandle> descendants() {
            return Stream.empty();
        }

        @Override
        public Info info() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<ProcessHandle> onExit() {
            return exit.thenApply(gone -> this);
        }

        @Override
        public boolean supportsNormalTermination() {
            return true;
        }

        @Override
        public int compareTo(ProcessHandle other) {
            return Long.compare(pid, other.pid());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ProcessHandle handle && handle.pid() == pid;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(pid);
        }
    }
}

package dev.telltale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** A program that a test started; a thread collects its output. */
public final class RunningProgram implements AutoCloseable {
    private static final List<String> RESTORE_SIGNALS = List.of("env", "--default-signal=INT,HUP");

    private final Process process;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    private RunningProgram(Process process) {
        this.process = process;
        var reader = new Thread(this::read, "program-output-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts the program; standard error is merged into standard output. A shell ignores SIGINT in background
     * processes, and nohup ignores SIGHUP; children inherit that, and a Java program then ignores the signal too. If
     * this process ignores them, {@code env} restores the default.
     */
    public static RunningProgram start(ProcessBuilder builder) {
        if (!receivesSignals() && canRestoreSignals()) {
            builder.command(concat(RESTORE_SIGNALS, builder.command()));
        }
        return new RunningProgram(
                assertDoesNotThrow(() -> builder.redirectErrorStream(true).start()));
    }

    private static boolean receivesSignals() {
        return !Proc.ignoresSignals(ProcessHandle.current().pid());
    }

    private static boolean canRestoreSignals() {
        try {
            var probe = new ProcessBuilder(concat(RESTORE_SIGNALS, List.of("true"))).start();
            return Await.result(probe.onExit()).exitValue() == 0;
        } catch (IOException noEnv) {
            return false;
        }
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private void read() {
        try (BufferedReader in = process.inputReader()) {
            in.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException killed) {
            // Nothing more can be read.
        }
    }

    public Process process() {
        return process;
    }

    public long pid() {
        return process.pid();
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    public String awaitLine(String regex) {
        Await.until(regex, () -> find(regex).isPresent() || !process.isAlive());
        return find(regex).orElseThrow(() -> new AssertionError("no " + regex + " among " + lines()));
    }

    private Optional<String> find(String regex) {
        return lines.stream().filter(line -> line.matches(regex)).findFirst();
    }

    public int awaitExit(Duration timeout) {
        assertThat(process.onExit()).as(() -> "exit after " + lines()).succeedsWithin(timeout);
        return process.exitValue();
    }

    public void signal(String name) {
        signal(name, pid());
    }

    /** Skips the test where the program cannot receive the signal. */
    public static void signal(String name, long pid) {
        assumeThat(!List.of("INT", "HUP").contains(name) || receivesSignals() || canRestoreSignals())
                .as("this test run ignores SIGINT or SIGHUP, and env has no --default-signal (coreutils 8.31)")
                .isTrue();
        Process kill = assertDoesNotThrow(() -> new ProcessBuilder("kill", "-" + name, "" + pid).start());
        assertThat(Await.result(kill.onExit()).exitValue())
                .as("kill -%s %d", name, pid)
                .isZero();
    }

    /** Kills it and all its descendants. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        awaitExit(Await.TIMEOUT);
    }
}

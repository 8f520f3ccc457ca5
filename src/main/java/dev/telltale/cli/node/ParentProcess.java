package dev.telltale.cli.node;

import dev.telltale.auth.AuthToken;
import dev.telltale.cli.base.CommandException;
import dev.telltale.text.SafeText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The process that started this node; the node must end with it. Its end is detected in two ways, since each fails on
 * some systems: standard input ends (immediate), and the PID is gone or belongs to a process with another start time
 * (polled).
 */
final class ParentProcess {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18}):([0-9]{1,18})");
    private static final Duration SAME_START = Duration.ofSeconds(2);

    private final long pid;
    private final Instant start;
    private final BlockingQueue<Optional<AuthToken>> tokens = new ArrayBlockingQueue<>(1);

    private ParentProcess(long pid, Instant start) {
        this.pid = pid;
        this.start = start;
    }

    static ParentProcess parse(String text) throws CommandException {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw CommandException.usage("--parent is PID:START in milliseconds, found " + SafeText.of(text));
        }
        return new ParentProcess(Long.parseLong(form.group(1)), Instant.ofEpochMilli(Long.parseLong(form.group(2))));
    }

    /** Whether a process has this PID and start time; the PID alone decides where either start time is unknown. */
    boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        process.info().startInstant().map(this::isSameStart).orElse(true))
                .isPresent();
    }

    private boolean isSameStart(Instant other) {
        return start.equals(Instant.EPOCH)
                || Duration.between(start, other).abs().compareTo(SAME_START) <= 0;
    }

    /**
     * Starts a thread that reads standard input: the first line is the node's token, and the end of the input means
     * that the parent has ended.
     *
     * @param onEnd runs on that thread
     */
    void listen(Runnable onEnd) {
        var thread = new Thread(
                () -> {
                    try {
                        readToken();
                        while (System.in.read() >= 0) {
                            // Ignore the content; only the end matters.
                        }
                    } catch (IOException e) {
                        // Treat a broken pipe as the end.
                    }
                    // No token if the input ended before a whole line.
                    boolean unused = tokens.offer(Optional.empty());
                    onEnd.run();
                },
                "lifeline");
        thread.setDaemon(true);
        thread.start();
    }

    private void readToken() throws IOException {
        var line = new StringBuilder();
        int next = System.in.read();
        while (next >= 0 && next != '\n' && line.length() <= 2 * AuthToken.BYTES) {
            if (next != '\r') {
                line.append((char) next);
            }
            next = System.in.read();
        }
        tokens.add(token(line.toString()));
    }

    /** Empty if the line is no token: then nothing waits for one. */
    private static Optional<AuthToken> token(String line) {
        try {
            return Optional.of(new AuthToken(line));
        } catch (IllegalArgumentException invalid) {
            return Optional.empty();
        }
    }

    /** Waits for the token of the parent; null if none arrives within the timeout. */
    @Nullable
    AuthToken token(Duration timeout) throws InterruptedException {
        Optional<AuthToken> token = tokens.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        return token == null ? null : token.orElse(null);
    }
}

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
 * The process that started this node and without which it shall not live. Two signs of its end, since each has failed
 * somewhere: standard input ends (at once, wherever pipes behave), and the PID is gone or another's (looked at again and
 * again).
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

    /** A start that the system does not tell, here or there, leaves the PID to decide. */
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
     * Listens to standard input on a thread of its own, and calls back when the parent closed it, as its end does. The first
     * line is the node's token; it comes at once.
     */
    void listen(Runnable onEnd) {
        var thread = new Thread(
                () -> {
                    try {
                        readToken();
                        while (System.in.read() >= 0) {
                            // What else the parent may write is of no meaning here; only the end is.
                        }
                    } catch (IOException e) {
                        // A broken lifeline is an ended one.
                    }
                    // Broken before a whole line came, it hands over no token either.
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

    /** A parent that hands over none, or is gone before it could, is not waited for. */
    private static Optional<AuthToken> token(String line) {
        try {
            return Optional.of(new AuthToken(line));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    /** What the parent handed over; null if it did not, within the patience. */
    @Nullable
    AuthToken token(Duration patience) throws InterruptedException {
        Optional<AuthToken> token = tokens.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        return token == null ? null : token.orElse(null);
    }
}

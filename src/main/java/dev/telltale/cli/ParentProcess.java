package dev.telltale.cli;

import dev.telltale.model.Quoted;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private ParentProcess(long pid, Instant start) {
        this.pid = pid;
        this.start = start;
    }

    static ParentProcess parse(String text) throws CommandException {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw CommandException.usage("--parent is PID:START in milliseconds, found " + Quoted.of(text));
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

    /** Calls back, on a thread of its own, when the parent closed our standard input, as its end does. */
    void onLifelineEnd(Runnable action) {
        var thread = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // What the parent may write is of no meaning here; only the end is.
                        }
                    } catch (IOException e) {
                        // A broken lifeline is an ended one.
                    }
                    action.run();
                },
                "lifeline");
        thread.setDaemon(true);
        thread.start();
    }
}

package dev.telltale.cli.base;

import dev.telltale.model.Evidence;
import dev.telltale.model.Transition;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats a change of status as one line: time, observer, subject, status and reason. */
public final class TransitionLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private TransitionLine() {}

    public static String of(Transition transition, TerminalStyle style) {
        String remark = transition.remark();
        String head = time(transition.at()) + "  " + transition.observer();
        if (transition.from() == transition.to()) {
            return head + ": " + transition.subject() + ' ' + remark;
        }
        return head + " says " + transition.subject() + " is "
                + style.of(transition.to(), transition.to().id()) + " (was "
                + transition.from().id() + ')' + (remark.isEmpty() ? "" : ", " + remark) + why(transition);
    }

    /** Local time of day, to the millisecond. */
    public static String time(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }

    private static String why(Transition transition) {
        if (transition.error() != null) {
            return ": " + transition.error();
        }
        Evidence evidence = transition.evidence();
        return evidence == null ? "" : ": " + evidence.phrase();
    }
}

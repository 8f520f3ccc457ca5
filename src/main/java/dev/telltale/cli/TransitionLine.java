package dev.telltale.cli;

import dev.telltale.model.Evidence;
import dev.telltale.model.Transition;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** A change of belief as a line for people: time, who, about whom, what, and why. */
final class TransitionLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private TransitionLine() {}

    static String of(Transition transition, Paint paint) {
        String remark = transition.remark();
        String head = time(transition.at()) + "  " + transition.observer();
        if (transition.from() == transition.to()) {
            return head + ": " + transition.subject() + ' ' + remark;
        }
        return head + " says " + transition.subject() + " is "
                + paint.of(transition.to(), transition.to().word()) + " (was "
                + transition.from().word() + ')' + (remark.isEmpty() ? "" : ", " + remark) + why(transition);
    }

    static String time(Instant instant) {
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

package dev.telltale.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of status of one subject at one observer: one line of the journal.
 *
 * @param at the observer's wall clock, taken inside the node, so polling adds no delay
 * @param error description of the failure; null if there was none
 */
public record Transition(
        Instant at,
        NodeId observer,
        NodeId subject,
        Status from,
        Status to,
        @Nullable Evidence evidence,
        @Nullable String error,
        Return returned) {

    /**
     * What is known of the subject's return.
     *
     * @param isRestart whether a new incarnation of the subject was seen; then both statuses may be the same
     * @param flaps how often the subject has gone down and come back, if this is such a return; else 0
     * @param silence the silence that this return to up ended; null if this is not one, or if a new incarnation came
     *     back
     */
    public record Return(
            boolean isRestart, int flaps, @Nullable Silence silence) {
        public static final Return NONE = new Return(false, 0, null);
    }

    /** The same change at another time. */
    public Transition withAt(Instant other) {
        return new Transition(other, observer, subject, from, to, evidence, error, returned);
    }

    public Transition(
            Instant at,
            NodeId observer,
            NodeId subject,
            Status from,
            Status to,
            @Nullable Evidence evidence,
            @Nullable String error) {
        this(at, observer, subject, from, to, evidence, error, Return.NONE);
    }

    /**
     * Additional facts as text: a restart, flapping, CPU starvation that explains a silence. Empty if there are none.
     */
    public String remark() {
        List<String> remarks = new ArrayList<>(1);
        if (returned.isRestart) {
            remarks.add("restarted (new incarnation)");
        }
        if (returned.flaps > 0) {
            remarks.add("flapping: " + ordinal(returned.flaps) + " time");
        }
        Silence silence = returned.silence;
        if (silence != null && silence.isStarvation()) {
            remarks.add(silence.phrase());
        }
        return String.join(", ", remarks);
    }

    private static String ordinal(int number) {
        boolean isTeen = number % 100 / 10 == 1;
        return number
                + switch (isTeen ? 0 : number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }
}

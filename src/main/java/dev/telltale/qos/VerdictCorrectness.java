package dev.telltale.qos;

import dev.telltale.groundtruth.Outage;
import dev.telltale.groundtruth.OutageMerger;
import dev.telltale.model.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a belief is worth right now, for a screen that knows the truth. */
public enum VerdictCorrectness {
    RIGHT("✓", "right"),
    /** The subject failed or came back, and there is still time to notice. */
    PENDING("·", "pending"),
    /** That time is over. */
    LATE("…", "late"),
    /** A well subject is called down. */
    FALSE_ALARM("!", "false alarm"),
    /** Nothing is believed of a well subject. */
    UNKNOWN("?", "unknown");

    private final String sign;
    private final String word;

    VerdictCorrectness(String sign, String word) {
        this.sign = sign;
        this.word = word;
    }

    /** One character, so that colour is never alone. */
    public String sign() {
        return sign;
    }

    public String word() {
        return word;
    }

    /**
     * A subject that came back while it was held down has as long to be noticed as one that failed.
     *
     * @param since when the held status began; null if not known, which is never taken as held before the outage's end
     * @param outage the newest that this observer meets at the subject, ended or not, as {@link OutageMerger} tells it; null if it had none
     * @param band null if none is predicted: then nothing is ever late
     */
    public static VerdictCorrectness of(
            Status held, @Nullable Instant since, @Nullable Outage outage, Instant now, @Nullable DetectionBound band) {
        if (outage != null && outage.covers(now)) {
            return held == Status.DOWN ? RIGHT : awaited(outage.from(), now, band);
        }
        if (held == Status.UNKNOWN) {
            return UNKNOWN;
        }
        if (held != Status.DOWN) {
            return RIGHT;
        }
        Instant back = outage == null ? null : outage.until();
        if (back == null || back.isAfter(now) || since == null || !since.isBefore(back)) {
            return FALSE_ALARM;
        }
        return awaited(back, now, band);
    }

    private static VerdictCorrectness awaited(Instant change, Instant now, @Nullable DetectionBound band) {
        return band != null && now.isAfter(change.plus(band.most())) ? LATE : PENDING;
    }
}

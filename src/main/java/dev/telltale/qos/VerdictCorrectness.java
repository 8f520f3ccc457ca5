package dev.telltale.qos;

import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an observer's current status of a subject compares with the ground truth. */
public enum VerdictCorrectness {
    RIGHT("✓", "right"),
    /** The subject failed or came back, and the predicted time is not over yet. */
    PENDING("·", "pending"),
    /** The predicted time is over. */
    LATE("…", "late"),
    /** Down, but the subject is in service. */
    FALSE_ALARM("!", "false alarm"),
    /** No status yet, and the subject is in service. */
    UNKNOWN("?", "unknown");

    private final String sign;
    private final String word;

    VerdictCorrectness(String sign, String word) {
        this.sign = sign;
        this.word = word;
    }

    /** One character, so that the screen does not rely on colour alone. */
    public String sign() {
        return sign;
    }

    public String label() {
        return word;
    }

    /**
     * Compares a status with the ground truth. The same bound applies to the detection of a failure and of a recovery.
     *
     * @param since start of the status; null if not known, then it counts as later than the outage's end
     * @param outage the latest outage of the subject for this observer, see {@link GroundTruth#outages}; null if none
     * @param bound null if none is predicted: then nothing is {@link #LATE}
     */
    public static VerdictCorrectness of(
            Status status,
            @Nullable Instant since,
            @Nullable Outage outage,
            Instant now,
            @Nullable DetectionBound bound) {
        if (outage != null && outage.covers(now)) {
            return status == Status.DOWN ? RIGHT : pendingOrLate(outage.from(), now, bound);
        }
        if (status == Status.UNKNOWN) {
            return UNKNOWN;
        }
        if (status != Status.DOWN) {
            return RIGHT;
        }
        Instant recovered = outage == null ? null : outage.until();
        if (recovered == null || recovered.isAfter(now) || since == null || !since.isBefore(recovered)) {
            return FALSE_ALARM;
        }
        return pendingOrLate(recovered, now, bound);
    }

    private static VerdictCorrectness pendingOrLate(Instant event, Instant now, @Nullable DetectionBound bound) {
        return bound != null && now.isAfter(event.plus(bound.max())) ? LATE : PENDING;
    }
}

package dev.telltale.replay;

import dev.telltale.model.DetectorKind;
import java.time.Duration;
import java.util.Locale;

/**
 * How far a replay with other settings says what a node with these settings would have said.
 *
 * @param reason one clause; empty if the level needs none
 */
public record Fidelity(Level level, String reason) {
    /** Lateness up to a tenth of a second, or a quarter of a shorter timeout, is not in a trace. */
    private static final Duration FULL_TOLERANCE_TIMEOUT = Duration.ofMillis(400);

    public enum Level {
        /** The same verdicts as of a node that heard the same. */
        EXACT,
        /** Some requests or probes would have been others. */
        APPROXIMATE,
        /** It needs requests that were not made. */
        NOT_REPLAYABLE;

        /** The name for people and in JSON: "not replayable". */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private static final Fidelity RECORDED = new Fidelity(Level.EXACT, "");

    /** Judges the verdicts of one detector by the difference between the recorded and the wished settings. */
    public static Fidelity of(ReplaySettings recorded, ReplaySettings wished, DetectorKind kind) {
        if (wished.equals(recorded)) {
            return RECORDED;
        }
        int multiple = wished.intervalMultiple(recorded);
        if (multiple == 0) {
            return new Fidelity(
                    Level.NOT_REPLAYABLE,
                    "the interval is no multiple of the recorded one: its requests were not made; telltale simulate"
                            + " answers it");
        }
        boolean hasSameProbes = wished.detection().indirectProbes()
                == recorded.detection().indirectProbes();
        if (kind == DetectorKind.SWIM && !hasSameProbes) {
            return new Fidelity(
                    Level.NOT_REPLAYABLE,
                    "another number of helpers was asked; telltale simulate answers it");
        }
        if (multiple > 1) {
            return new Fidelity(Level.APPROXIMATE, "the requests between were left out, 1 of " + multiple + " is kept");
        }
        if (kind == DetectorKind.SWIM) {
            return new Fidelity(Level.APPROXIMATE, "helpers are asked when they were asked by the recorded verdicts");
        }
        Duration wishedTimeout = wished.heartbeat().timeout();
        boolean isToleranceSmaller = wishedTimeout.compareTo(FULL_TOLERANCE_TIMEOUT) < 0
                && wishedTimeout.compareTo(recorded.heartbeat().timeout()) < 0;
        return isToleranceSmaller
                ? new Fidelity(
                        Level.APPROXIMATE,
                        "lateness of the observer below 100 ms was not recorded, and such a short timeout needs it")
                : new Fidelity(
                        Level.EXACT,
                        "but for extra requests after a failure, which follow the recorded verdicts");
    }

    /** "exact", or "approximate: why". */
    public String text() {
        return reason.isEmpty() ? level.label() : level.label() + ": " + reason;
    }
}

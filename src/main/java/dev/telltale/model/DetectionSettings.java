package dev.telltale.model;

import java.time.Duration;

/**
 * How a node judges what it hears.
 *
 * @param deciding the detector whose verdict is the status; may be changed on a running node
 * @param failureThreshold failed attempts in a row that make a peer suspect, 1 to 100
 * @param successThreshold heartbeats in a row that make a suspect or returned peer up again, 1 to 100
 * @param flapWindow down and back as the same incarnation within this time is a flap; up to 24 h
 * @param phiThreshold phi from which {@link DetectorKind#PHI} says down, 1 to 16
 * @param indirectProbes how many other nodes {@link DetectorKind#SWIM} asks to try, 0 to 16
 */
public record DetectionSettings(
        DetectorKind deciding,
        int failureThreshold,
        int successThreshold,
        Duration flapWindow,
        double phiThreshold,
        int indirectProbes) {
    public static final int MAX_IN_A_ROW = 100;
    public static final Duration MAX_FLAP_WINDOW = Duration.ofHours(24);
    public static final double MIN_PHI = 1;
    public static final double MAX_PHI = 16;
    public static final int MAX_PROBES = 16;

    /** Serf's flap window; the threshold of phi and the number of helpers that Pekko and memberlist use. */
    public static final DetectionSettings DEFAULT =
            new DetectionSettings(DetectorKind.EVIDENCE, 1, 1, Duration.ofSeconds(60), 8, 3);

    public DetectionSettings {
        check("failure_threshold", failureThreshold, 1, MAX_IN_A_ROW);
        check("success_threshold", successThreshold, 1, MAX_IN_A_ROW);
        check("indirect_probes", indirectProbes, 0, MAX_PROBES);
        if (!(phiThreshold >= MIN_PHI && phiThreshold <= MAX_PHI)) {
            throw new IllegalArgumentException("phi_threshold is 1 to 16, found " + phiThreshold);
        }
        if (flapWindow.isNegative() || flapWindow.compareTo(MAX_FLAP_WINDOW) > 0) {
            throw new IllegalArgumentException("flap_window is 0ms to 24h, found " + flapWindow.toMillis() + "ms");
        }
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + least + " to " + most + ", found " + value);
        }
    }

    public DetectionSettings decidedBy(DetectorKind other) {
        return new DetectionSettings(
                other, failureThreshold, successThreshold, flapWindow, phiThreshold, indirectProbes);
    }
}

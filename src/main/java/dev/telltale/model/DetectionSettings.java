package dev.telltale.model;

import java.time.Duration;

/**
 * The settings of a node's failure detectors.
 *
 * @param deciding the detector whose verdict becomes the status; can be changed on a running node
 * @param failureThreshold consecutive failed attempts after which a peer is suspect, 1 to 100
 * @param successThreshold consecutive heartbeats after which a suspect or down peer is up again, 1 to 100
 * @param flapWindow going down and coming back as the same incarnation within this time is a flap; 0 to 24 h
 * @param phiThreshold value of phi at which {@link DetectorKind#PHI} reports down, 1 to 16
 * @param indirectProbes number of other nodes that {@link DetectorKind#SWIM} asks to probe a peer, 0 to 16
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

    /** Flap window as in Serf, phi threshold as in Pekko, number of indirect probes as in memberlist. */
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

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is " + min + " to " + max + ", found " + value);
        }
    }

    /** The same settings with another deciding detector. */
    public DetectionSettings withDeciding(DetectorKind other) {
        return new DetectionSettings(
                other, failureThreshold, successThreshold, flapWindow, phiThreshold, indirectProbes);
    }
}

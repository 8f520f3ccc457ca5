package dev.telltale.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The failure detectors of a node. A node runs all of them on the same evidence; the verdict of one becomes the
 * status that the node reports.
 */
public enum DetectorKind {
    /** Reports down at once on definite evidence such as a refused connection, and on silence after the timeout. */
    EVIDENCE,
    /** Reports down on silence after the timeout and on nothing else, as the original demo does. */
    TIMEOUT,
    /** The phi accrual failure detector of Hayashibara, Defago, Yared and Katayama (SRDS 2004). */
    PHI,
    /** Suspicion and indirect probes of SWIM (Das, Gupta, Motivala, DSN 2002), with Lifeguard's timer (2018). */
    SWIM;

    /** All detectors in display order. */
    public static final List<DetectorKind> ALL = List.of(values());

    /** The names of all detectors for a message: "evidence, timeout, phi, swim". */
    public static String words() {
        return Arrays.stream(values()).map(DetectorKind::id).collect(Collectors.joining(", "));
    }

    /** The name in the config, in JSON and on the screen. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DetectorKind> parse(String word) {
        for (DetectorKind kind : values()) {
            if (kind.id().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}

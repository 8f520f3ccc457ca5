package dev.telltale.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The ways of judging a peer that a node knows. It runs them all on the same evidence; one of them decides. */
public enum DetectorKind {
    /** Definite evidence at once, silence after the timeout. */
    EVIDENCE,
    /** Silence after the timeout, and nothing else: the promise of the original demo. */
    TIMEOUT,
    /** The phi accrual failure detector of Hayashibara, Defago, Yared and Katayama (SRDS 2004). */
    PHI,
    /** Suspicion and indirect probes of SWIM (Das, Gupta, Motivala, DSN 2002), with Lifeguard's timer (2018). */
    SWIM;

    /** In the order in which they are shown. */
    public static final List<DetectorKind> ALL = List.of(values());

    /** All words, for a sentence: "evidence, timeout, phi, swim". */
    public static String words() {
        return Arrays.stream(values()).map(DetectorKind::word).collect(Collectors.joining(", "));
    }

    /** The word in the config, on the wire and on the screen. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DetectorKind> ofWord(String word) {
        for (DetectorKind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}

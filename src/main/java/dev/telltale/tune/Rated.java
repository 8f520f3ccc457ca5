package dev.telltale.tune;

import java.time.Duration;
import java.util.Comparator;

/** A candidate with the bound of its mistake rate. */
public record Rated(Candidate candidate, MistakeBound bound) {
    /** Detection times that differ by less are not told apart. */
    private static final long EQUAL_MILLIS = 10;

    /**
     * The order in which candidates that meet the goals are preferred: exact before approximate, fewer observed
     * mistakes per link and hour, faster detection, the simpler detector. {@code evidence} counts as the simplest: it
     * is {@code timeout} that also takes a refused connection for what it is.
     */
    static final Comparator<Rated> PREFERENCE = Comparator.comparing((Rated rated) -> !rated.candidate.isExact())
            .thenComparing(rated -> rated.candidate.mistakes().perHour())
            .thenComparing(rated -> rated.candidate.detectedWithin().toMillis() / EQUAL_MILLIS)
            .thenComparing(rated -> rated.candidate.detector())
            .thenComparing(rated -> rated.candidate.detectedWithin());

    static final Comparator<Rated> SPEED = Comparator.comparing(rated -> rated.candidate.detectedWithin());

    /** Calculates the bound: some 10 ms if there are mistakes. */
    public static Rated of(Candidate candidate) {
        return new Rated(candidate, MistakeBound.of(candidate.mistakes()));
    }

    boolean isFastEnough(Goals goals) {
        return candidate.detectedWithin().compareTo(goals.detectWithin()) <= 0;
    }

    /** Whether the recording supports that it makes as few mistakes as wanted. */
    boolean isSupported(Goals goals) {
        return !bound.isUncertain()
                && goals.mistakes().isSupportedBy(candidate.mistakes().count(), bound.perHour());
    }

    /** The link-hours that support it if mistakes go on as recorded; infinite if no recording would. */
    double linkHoursNeeded(Goals goals) {
        return Support.linkHours(candidate.mistakes(), bound, goals.mistakes());
    }

    /** Whether it is another point on the same curve of mistakes against detection time. */
    boolean isSameKind(Rated other) {
        return candidate.detector() == other.candidate.detector()
                && candidate
                        .heartbeat()
                        .interval()
                        .equals(other.candidate.heartbeat().interval());
    }

    Duration slowerThan(Rated other) {
        return candidate.detectedWithin().minus(other.candidate.detectedWithin());
    }
}

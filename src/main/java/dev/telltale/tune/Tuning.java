package dev.telltale.tune;

import dev.telltale.tune.ChenConfigurator.Setting;
import dev.telltale.tune.Recommendation.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among the settings that a replay evaluated: the entry to this package. {@link RecommendationText} puts the
 * result into words. Takes some 10 ms for a candidate that made mistakes.
 */
public final class Tuning {
    private final Recording recording;
    private final Goals goals;
    private final List<Rated> all;

    private Tuning(Recording recording, Goals goals, List<Candidate> candidates) {
        this.recording = recording;
        this.goals = goals;
        all = candidates.stream().map(Rated::of).toList();
    }

    /**
     * Recommends the setting that the recording supports best; the same for the same data.
     *
     * @param candidates in any order
     * @throws IllegalArgumentException if there is none
     */
    public static Recommendation recommend(Recording recording, Goals goals, List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("a recommendation needs at least one setting that was replayed");
        }
        return new Tuning(recording, goals, candidates).recommend();
    }

    private Recommendation recommend() {
        Optional<Rated> supported = preferred(rated -> rated.isSupported(goals));
        if (supported.isPresent()) {
            Rated best = supported.get();
            return made(Outcome.SUPPORTED, best, runnerUp(best), slower(best), Duration.ZERO);
        }
        Optional<Rated> promising = preferred(rated -> Double.isFinite(rated.linkHoursNeeded(goals)));
        if (promising.isPresent()) {
            Rated best = promising.get();
            return made(Outcome.TOO_LITTLE_RECORDED, best, null, slower(best), more(best));
        }
        Optional<Rated> fast = preferred(rated -> true);
        if (fast.isPresent()) {
            Rated good = all.stream()
                    .filter(rated -> rated.isSupported(goals))
                    .min(Rated.SPEED.thenComparing(Rated.PREFERENCE))
                    .orElse(null);
            return made(Outcome.TOO_MANY_MISTAKES, fast.get(), null, good, Duration.ZERO);
        }
        Rated fastest =
                all.stream().min(Rated.SPEED.thenComparing(Rated.PREFERENCE)).orElseThrow();
        return made(Outcome.TOO_SLOW, fastest, null, slower(fastest), Duration.ZERO);
    }

    private Recommendation made(
            Outcome outcome, Rated best, @Nullable Rated runnerUp, @Nullable Rated slower, Duration more) {
        return new Recommendation(recording, goals, outcome, best, runnerUp, faster(best), slower, more, chen());
    }

    private Optional<Rated> preferred(Predicate<Rated> condition) {
        return all.stream()
                .filter(rated -> rated.isFastEnough(goals))
                .filter(condition)
                .min(Rated.PREFERENCE);
    }

    private @Nullable Rated runnerUp(Rated best) {
        Predicate<Rated> isOther = rated -> !rated.equals(best) && rated.isSupported(goals);
        return preferred(isOther.and(rated ->
                        rated.candidate().detector() != best.candidate().detector()))
                .or(() -> preferred(isOther))
                .orElse(null);
    }

    private @Nullable Rated faster(Rated best) {
        return neighbours(best)
                .filter(rated -> rated.slowerThan(best).isNegative())
                .max(Rated.SPEED)
                .orElse(null);
    }

    private @Nullable Rated slower(Rated best) {
        return neighbours(best)
                .filter(rated -> best.slowerThan(rated).isNegative())
                .min(Rated.SPEED)
                .orElse(null);
    }

    private Stream<Rated> neighbours(Rated best) {
        return all.stream().filter(rated -> rated.isSameKind(best));
    }

    private Duration more(Rated best) {
        double missing =
                best.linkHoursNeeded(goals) - best.candidate().mistakes().linkHours();
        return Support.ofHours(Math.max(0, missing) / recording.links());
    }

    private @Nullable Setting chen() {
        NetworkBehavior network = recording.network();
        Duration recurrence = Support.ofHours(1 / goals.mistakes().limitPerHour());
        return network == null
                ? null
                : ChenConfigurator.configure(network, goals.detectWithin(), recurrence, goals.detectWithin())
                        .orElse(null);
    }
}

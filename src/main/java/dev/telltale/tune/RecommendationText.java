package dev.telltale.tune;

import dev.telltale.text.DurationFormat;
import dev.telltale.text.LocaleFormat;
import dev.telltale.tune.ChenConfigurator.Setting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A recommendation as lines for people, in the locale of the thread. */
public final class RecommendationText {
    private final Recommendation recommendation;
    private final Goals goals;
    private final Recording recording;
    private final Rated best;

    private RecommendationText(Recommendation recommendation) {
        this.recommendation = recommendation;
        goals = recommendation.goals();
        recording = recommendation.recording();
        best = recommendation.best();
    }

    /** What is recommended, why, how sure it is, and what the alternatives would cost. */
    public static List<String> lines(Recommendation recommendation) {
        return new RecommendationText(recommendation).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(headline());
        lines.add("Detection: " + detection(best.candidate()) + "; wanted: within "
                + DurationFormat.setting(goals.detectWithin()) + ".");
        lines.add("Mistakes: " + evidence());
        lines.addAll(doubts());
        addAlternative(lines, "Runner-up", recommendation.runnerUp());
        addAlternative(lines, "Next faster", recommendation.faster());
        addAlternative(
                lines,
                recommendation.outcome() == Recommendation.Outcome.TOO_MANY_MISTAKES
                        ? "Fastest with few enough mistakes"
                        : "Next slower",
                recommendation.slower());
        lines.addAll(chen());
        return lines;
    }

    private String headline() {
        String setting = best.candidate().text() + " (" + best.candidate().fidelity() + ")";
        return switch (recommendation.outcome()) {
            case SUPPORTED -> "Recommended: " + setting + ".";
            case TOO_LITTLE_RECORDED ->
                "None is supported: record " + RateText.up(recommendation.more()) + " more. Best so far: " + setting
                        + ".";
            case TOO_MANY_MISTAKES ->
                "None is recommended: every setting that detects within " + DurationFormat.setting(goals.detectWithin())
                        + " makes more mistakes than " + goals.mistakes().words() + ". Closest: " + setting + ".";
            case TOO_SLOW ->
                "None is recommended: no setting that was tried detects within "
                        + DurationFormat.setting(goals.detectWithin()) + ". Fastest: " + setting + ".";
        };
    }

    private static String detection(Candidate candidate) {
        return "half within " + DurationFormat.measured(candidate.median()) + ", 99 of 100 within "
                + DurationFormat.measured(candidate.detectedWithin()) + ", at most "
                + DurationFormat.measured(candidate.slowest());
    }

    private String evidence() {
        MistakeRecord mistakes = best.candidate().mistakes();
        return mistakes(mistakes.count()) + " in " + RateText.down(recording.length()) + " of " + recording.nodes()
                + " nodes (" + LocaleFormat.rounded(Math.floor(mistakes.linkHours()), 0)
                + " link-hours); so, at 95 %, at most "
                + RateText.onceIn(best.bound().perHour())
                + " per link; wanted: " + goals.mistakes().words() + ".";
    }

    /** "none", "one mistake", "7 mistakes". */
    static String mistakes(int count) {
        return count == 0 ? "none" : count == 1 ? "one mistake" : LocaleFormat.whole(count) + " mistakes";
    }

    private List<String> doubts() {
        BlockBootstrap bootstrap = best.bound().bootstrap();
        if (best.candidate().mistakes().count() == 0) {
            double together = PoissonBound.rate(0, recording.hours(), MistakeBound.CONFIDENCE);
            return List.of(
                    "That holds for links that are independent. Links that share a host fail together: if all do, "
                            + "the recording supports only " + RateText.onceIn(together) + " per link.");
        }
        List<String> doubts = new ArrayList<>();
        String blocks = "blocks of " + DurationFormat.setting(bootstrap.block());
        if (best.bound().isOfBursts()) {
            doubts.add("They came in bursts: if they were independent it would be at most "
                    + RateText.onceIn(best.bound().poisson()) + "; resampled in " + blocks
                    + ", it is what is said above.");
        }
        if (best.bound().isUncertain()) {
            doubts.add("Too few blocks: the bursts are so long that only " + bootstrap.blocks() + " " + blocks
                    + " were recorded, and " + BlockBootstrap.MIN_BLOCKS + " are needed.");
        }
        return doubts;
    }

    private void addAlternative(List<String> lines, String name, @Nullable Rated other) {
        if (other != null) {
            Candidate candidate = other.candidate();
            lines.add(name + ": " + candidate.text() + " (" + candidate.fidelity() + "): 99 of 100 within "
                    + DurationFormat.measured(candidate.detectedWithin()) + ", " + comparedTime(other) + "; "
                    + mistakes(candidate.mistakes().count()) + ", at most "
                    + RateText.onceIn(other.bound().perHour()) + " per link" + comparedMistakes(other) + ".");
        }
    }

    private String comparedTime(Rated other) {
        var slower = other.slowerThan(best);
        return slower.isZero()
                ? "as fast"
                : DurationFormat.measured(slower.abs()) + (slower.isNegative() ? " faster" : " slower");
    }

    private String comparedMistakes(Rated other) {
        int compared = Double.compare(
                other.candidate().mistakes().perHour(),
                best.candidate().mistakes().perHour());
        String goal = other.isSupported(goals) ? "" : ", which does not meet the goal";
        return compared == 0 ? ": no fewer" + goal : (compared < 0 ? ": fewer" : ": more") + goal;
    }

    private List<String> chen() {
        NetworkBehavior network = recording.network();
        if (network == null) {
            return List.of();
        }
        String given = "Chen's formula, from a loss of " + LocaleFormat.rounded(100 * network.lossProbability(), 2)
                + " % and a deviation of " + DurationFormat.measured(network.delayDeviation()) + ": ";
        Setting setting = recommendation.chen();
        String limit = " It takes losses to be independent: where they come in bursts, it is too optimistic.";
        return List.of(
                setting == null
                        ? given + "these goals cannot be achieved." + limit
                        : given + "every " + DurationFormat.setting(setting.interval()) + ", down after "
                                + DurationFormat.setting(setting.timeout()) + "." + limit);
    }
}

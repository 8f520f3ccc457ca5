package dev.telltale.dashboard.viewmodel.whatif;

import dev.telltale.text.DurationFormat;
import dev.telltale.text.LocaleFormat;
import dev.telltale.tune.Candidate;
import dev.telltale.tune.MistakeRecord;
import dev.telltale.tune.RateText;
import dev.telltale.tune.Rated;
import dev.telltale.whatif.SettingScore;
import java.time.Duration;
import java.util.List;

/**
 * One setting of the pane: a row of the table of scores, and a lane.
 *
 * @param label the setting in a few words
 */
public record SettingRow(Role role, String label, SettingScore score) {
    /** What is not known, or was not measured. */
    public static final String NOTHING = "–";

    /** The titles of the {@link #figures}, the first of which is above the label. */
    public static final List<String> TITLES = List.of(
            "setting",
            "replay",
            "T_D median",
            "T_D p99",
            "mistakes",
            "per link and day",
            "per link, 95 %: at most",
            "real failures, T_D");

    private static final double HOURS_PER_DAY = 24;

    /** Why the setting is shown. */
    public enum Role {
        RECORDED("recorded"),
        TRIED("tried"),
        PINNED("pinned");

        private final String word;

        Role(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** The texts of a row, as many as there are titles. */
    public List<String> figures() {
        Rated rated = score.rated();
        Candidate candidate = rated == null ? null : rated.candidate();
        return List.of(
                role.word() + ": " + label,
                score.fidelity().level().label(),
                candidate == null ? NOTHING : DurationFormat.measured(candidate.median()),
                candidate == null ? NOTHING : DurationFormat.measured(candidate.detectedWithin()),
                mistakes(),
                candidate == null ? NOTHING : perDay(candidate.mistakes()),
                rated == null ? NOTHING : RateText.onceIn(rated.bound().perHour()),
                realFailures());
    }

    private String mistakes() {
        var summary = score.summary();
        return summary == null ? NOTHING : LocaleFormat.whole(summary.mistakes().count());
    }

    private static String perDay(MistakeRecord mistakes) {
        return mistakes.count() == 0 ? "0" : rate(mistakes.perHour() * HOURS_PER_DAY);
    }

    /** With two digits at least: "0.034", "1.8", "240". */
    static String rate(double perDay) {
        int decimals = perDay >= 100 ? 0 : perDay >= 1 ? 1 : 3;
        return LocaleFormat.rounded(perDay, decimals);
    }

    private String realFailures() {
        var summary = score.summary();
        Duration median = summary == null ? null : summary.detectionTime().median();
        return summary == null || median == null
                ? NOTHING
                : summary.detectionTime().count() + ": median " + DurationFormat.measured(median);
    }

    /** "timeout 3 s: approximate, helpers are asked ..."; empty if there is nothing to say. */
    public String reason() {
        String reason = score.fidelity().reason();
        return reason.isEmpty() ? "" : label + ": " + score.fidelity().level().label() + ", " + reason;
    }
}

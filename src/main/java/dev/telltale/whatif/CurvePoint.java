package dev.telltale.whatif;

import dev.telltale.model.DetectorKind;
import dev.telltale.replay.ReplaySettings;
import dev.telltale.tune.Rated;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One point of a {@link Curve}: what one detector would have done with one setting.
 *
 * @param rated the setting, its detection times and mistakes
 * @param isRecorded whether it is the setting with which the recording was made
 */
public record CurvePoint(Rated rated, boolean isRecorded) {
    private static final double HOURS_PER_DAY = 24;

    /** The point of a score; null if it has no detection time. */
    public static @Nullable CurvePoint of(SettingScore score, ReplaySettings recorded) {
        Rated rated = score.rated();
        return rated == null ? null : new CurvePoint(rated, Trials.isRecorded(score.settings(), recorded));
    }

    public DetectorKind detector() {
        return rated.candidate().detection().deciding();
    }

    /** The detection time that 99 of 100 detections do not exceed: the place on the axis of time. */
    public Duration detectedWithin() {
        return rated.candidate().detectedWithin();
    }

    /** Mistakes in the recording, of all links together. */
    public int mistakes() {
        return rated.candidate().mistakes().count();
    }

    /** Mistakes per link and day, as observed; 0 if there was none, which has no place on a logarithmic axis. */
    public double perDay() {
        return rated.candidate().mistakes().perHour() * HOURS_PER_DAY;
    }

    /** The largest rate that the recording does not refute at 95 %, in mistakes per link and day; more than zero. */
    public double boundPerDay() {
        return rated.bound().perHour() * HOURS_PER_DAY;
    }
}

package dev.telltale.dashboard.viewmodel.whatif;

import dev.telltale.fault.Link;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.replay.ReplaySettings;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.Durations;
import dev.telltale.text.LocaleFormat;
import dev.telltale.timeline.LogAxis;
import java.time.Duration;
import java.util.List;

/** What can be tried on a recording: the scale of each slider, and the position of the recorded setting on it. */
public record SettingChoice(ReplaySettings recorded, List<Link> links) {
    private static final int MAX_MULTIPLE = 8;
    private static final int MAX_FAILURES = 20;
    private static final double MAX_TIMEOUT_INTERVALS = 30;

    /** The recorded setting of a detector. */
    public TriedSetting recorded(DetectorKind detector) {
        return TriedSetting.recorded(detector, recorded);
    }

    /** In milliseconds, from just above the interval to thirty of them, or twice the recorded timeout. */
    public SliderScale timeout(int multiple) {
        Duration interval = recorded.heartbeat().interval().multipliedBy(multiple);
        double most = Math.max(
                interval.toMillis() * MAX_TIMEOUT_INTERVALS,
                2.0 * recorded.heartbeat().timeout().toMillis());
        var axis = new LogAxis(TriedSetting.minTimeout(interval).toMillis(), Math.min(most, (double)
                HeartbeatSettings.MAX_TIMEOUT.toMillis()));
        return new SliderScale(
                axis,
                millis -> Math.rint(SliderScale.twoDigits(millis)),
                millis -> DurationFormat.setting(Duration.ofMillis((long) millis)),
                SettingChoice::millis);
    }

    /** Recorded intervals in one interval. */
    public SliderScale multiple() {
        long most = Math.min(
                MAX_MULTIPLE,
                HeartbeatSettings.MAX_INTERVAL.dividedBy(recorded.heartbeat().interval()));
        return new SliderScale(
                new LogAxis(1, Math.max(2, most)),
                Math::rint,
                multiple -> (long) multiple + " × "
                        + DurationFormat.setting(recorded.heartbeat().interval()),
                text -> whole(text.replaceAll("[×x*].*", "").strip()));
    }

    /** Of phi. */
    public static SliderScale phi() {
        return new SliderScale(
                new LogAxis(DetectionSettings.MIN_PHI, DetectionSettings.MAX_PHI),
                phi -> Math.rint(phi * 10) / 10,
                phi -> LocaleFormat.rounded(phi, 1),
                text -> number(text));
    }

    /** Failed attempts in a row. */
    public static SliderScale failures() {
        return new SliderScale(
                new LogAxis(1, MAX_FAILURES),
                Math::rint,
                failures -> (long) failures + (failures == 1 ? " failure" : " failures"),
                text -> whole(text.replaceAll("[a-z]*$", "").strip()));
    }

    /** As in cluster.json, or as the screen shows it: "2min" is two minutes, too. */
    private static double millis(String text) {
        return Durations.parse(text.replace(" ", "").replace(',', '.').replace("min", "m"))
                .toMillis();
    }

    private static double whole(String text) {
        double number = number(text);
        if (number != Math.rint(number)) {
            throw new IllegalArgumentException("a whole number, found " + text);
        }
        return number;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.replace(',', '.'));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a number, found " + text, e);
        }
    }

    /** This setting with another interval; the timeout grows if it would not be longer. */
    public TriedSetting withMultiple(TriedSetting setting, int multiple) {
        return setting.withMultiple(multiple, recorded);
    }
}

package dev.telltale.dashboard.viewmodel.whatif;

import dev.telltale.model.DetectorKind;
import dev.telltale.replay.ReplaySettings;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.LocaleFormat;
import dev.telltale.timeline.LogAxis;
import dev.telltale.tune.Candidate;
import dev.telltale.tune.Rated;
import dev.telltale.whatif.Curve;
import dev.telltale.whatif.CurvePoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The curves as they are drawn: mistakes per link and day above the detection time, both on logarithmic axes.
 *
 * @param time in seconds
 * @param rate in mistakes per link and day
 * @param lines one for each detector that has points
 * @param tried the setting of the sliders; null if it has no place
 * @param reasons why a detector has no curve, a sentence each
 */
public record CurveChart(
        LogAxis time,
        LogAxis rate,
        List<Line> lines,
        @Nullable Spot tried,
        List<String> reasons) {
    /** The points of one detector, the fastest first. */
    public record Line(DetectorKind detector, List<Spot> spots) {}

    /**
     * One setting.
     *
     * @param x 0 to 1, on the axis of time
     * @param y 0 to 1, on the axis of the rate
     * @param isBound whether no mistake was recorded, so that {@code y} is the largest rate that the recording does not
     *     refute
     * @param isRecorded whether it is the recorded setting
     * @param setting the position of the sliders that tries it
     * @param words the setting and its figures, in lines
     */
    public record Spot(double x, double y, boolean isBound, boolean isRecorded, TriedSetting setting, String words) {}

    /** The chart of these curves. */
    static CurveChart of(List<Curve> curves, @Nullable CurvePoint tried, ReplaySettings recorded) {
        List<CurvePoint> all = new ArrayList<>();
        curves.forEach(curve -> all.addAll(curve.points()));
        if (tried != null) {
            all.add(tried);
        }
        LogAxis time = LogAxis.around(all.stream().map(CurveChart::seconds).toList());
        LogAxis rate = LogAxis.around(all.stream().map(CurveChart::shownRate).toList());
        List<Line> lines = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (Curve curve : curves) {
            if (!curve.points().isEmpty()) {
                lines.add(new Line(
                        curve.detector(),
                        curve.points().stream()
                                .map(point -> spot(point, time, rate, recorded))
                                .toList()));
            } else if (!curve.reason().isEmpty()) {
                reasons.add(curve.reason());
            }
        }
        return new CurveChart(time, rate, lines, tried == null ? null : spot(tried, time, rate, recorded), reasons);
    }

    private static double seconds(CurvePoint point) {
        // A crash is never detected before it happens, and 0 has no place on the axis.
        return Math.max(1, point.detectedWithin().toMillis()) / 1e3;
    }

    private static double shownRate(CurvePoint point) {
        return point.mistakes() == 0 ? point.boundPerDay() : point.perDay();
    }

    private static Spot spot(CurvePoint point, LogAxis time, LogAxis rate, ReplaySettings recorded) {
        return new Spot(
                time.share(seconds(point)),
                rate.share(shownRate(point)),
                point.mistakes() == 0,
                point.isRecorded(),
                TriedSetting.of(point.rated().candidate(), recorded),
                words(point));
    }

    private static String words(CurvePoint point) {
        Rated rated = point.rated();
        Candidate candidate = rated.candidate();
        String mistakes = point.mistakes() == 0
                ? "No mistake recorded; at 95 % at most " + SettingRow.rate(point.boundPerDay())
                : LocaleFormat.whole(point.mistakes()) + (point.mistakes() == 1 ? " mistake: " : " mistakes: ")
                        + SettingRow.rate(point.perDay()) + ", at 95 % at most " + SettingRow.rate(point.boundPerDay());
        return candidate.text() + (point.isRecorded() ? " (as recorded)" : "") + "\n"
                + "99 of 100 failures detected within " + DurationFormat.measured(point.detectedWithin()) + "\n"
                + mistakes + " per link and day\n"
                + candidate.fidelity();
    }

    /** "50 ms", "2 s". */
    public static String timeLabel(double seconds) {
        return DurationFormat.setting(Duration.ofMillis(Math.round(seconds * 1e3)));
    }

    /** "0.01", "1", "1000". */
    public static String rateLabel(double perDay) {
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(perDay) + 1e-9));
        return LocaleFormat.rounded(perDay, decimals);
    }

    /** All points as text, a line each: what the copy key copies. */
    public String text() {
        var text = new StringBuilder();
        for (Line line : lines) {
            line.spots()
                    .forEach(
                            spot -> text.append(spot.words().replace('\n', ';')).append('\n'));
        }
        reasons.forEach(reason -> text.append(reason).append('\n'));
        return text.toString();
    }
}

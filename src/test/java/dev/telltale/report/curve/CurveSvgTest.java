package dev.telltale.report.curve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.qos.DurationSummary;
import dev.telltale.report.StyleSheet;
import dev.telltale.report.Xml;
import dev.telltale.tune.Candidate;
import dev.telltale.tune.MistakeRecord;
import dev.telltale.tune.Rated;
import dev.telltale.tune.Recording;
import dev.telltale.whatif.Curve;
import dev.telltale.whatif.CurvePoint;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The drawing of mistakes against detection time. */
class CurveSvgTest {
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Recording RECORDING = new Recording(
            3,
            6,
            Duration.ofHours(1),
            new HeartbeatSettings(INTERVAL, Duration.ofSeconds(2)),
            DetectionSettings.DEFAULT,
            null);
    private static final Curve TIMEOUT = new Curve(
            DetectorKind.TIMEOUT, List.of(point(500, 40, false), point(1_000, 2, false), point(2_000, 0, true)), "");
    private static final Curve SWIM = new Curve(DetectorKind.SWIM, List.of(), "It needs a real failure.");

    private static CurvePoint point(int timeoutMillis, int mistakes, boolean isRecorded) {
        Duration timeout = Duration.ofMillis(timeoutMillis);
        var candidate = new Candidate(
                new HeartbeatSettings(INTERVAL, timeout),
                DetectionSettings.DEFAULT.withDeciding(DetectorKind.TIMEOUT),
                new MistakeRecord(6, Duration.ofMinutes(5), List.of(mistakes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
                DurationSummary.of(List.of(timeout)),
                true,
                "exact");
        return new CurvePoint(Rated.of(candidate), isRecorded);
    }

    private static Element drawing(Curve... curves) {
        return Xml.parse(CurveSvg.svg(RECORDING, List.of(curves)));
    }

    @Test
    void everySettingHasAPointThatSaysWhatItIs() {
        Element drawing = drawing(TIMEOUT, SWIM);

        assertThat(Xml.texts(Xml.all(drawing, "title")))
                .hasSize(4)
                .anyMatch(
                        title -> title.startsWith("timeout, every 200 ms, down after 1 s: within 1.00 s, 2 mistakes, "))
                .anyMatch(title -> title.startsWith("timeout, every 200 ms, down after 500 ms: within 500 ms, 40 "));
    }

    @Test
    void noMistakeIsDrawnAsItsBoundAndNotAsNone() {
        Element drawing = drawing(TIMEOUT);

        assertThat(Xml.ofClass(drawing, "path", "none")).hasSize(1);
        assertThat(Xml.ofClass(drawing, "path", "arrow")).hasSize(1);
        // One mistake in 2 link-hours at most: 12 a day, the lowest tick is not below 10.
        assertThat(Xml.texts(Xml.all(drawing, "title"))).anyMatch(title -> title.contains("no mistake, at most 12.0 "));
        assertThat(Xml.texts(Xml.ofClass(drawing, "text", "note")))
                .anyMatch(note -> note.startsWith("Hollow, with an arrow: no mistake in the recording"));
        assertThat(Xml.ofClass(drawing, "line", "bound")).hasSize(1);
        assertThat(Xml.ofClass(drawing, "line", "curve")).hasSize(1);
    }

    @Test
    void theRecordedSettingIsRinged() {
        assertThat(Xml.ofClass(drawing(TIMEOUT), "circle", "recorded")).hasSize(1);
    }

    @Test
    void aDetectorWithoutAPointSaysWhy() {
        assertThat(Xml.texts(Xml.ofClass(drawing(TIMEOUT, SWIM), "text", "note")))
                .contains("swim has no curve: It needs a real failure.");
    }

    /** Not every program that shows SVG knows variables. */
    @Test
    void coloursAreWrittenOutForBothThemes() {
        String style = Xml.all(drawing(TIMEOUT), "style").get(0).getTextContent();

        assertThat(style).doesNotContain("var(").contains("@media (prefers-color-scheme: dark)");
    }

    /** WCAG 2: 4.5 to 1 for the names, on the page of the theme. */
    @Test
    void theColoursOfTheDetectorsCanBeRead() {
        String[] themes = StyleSheet.of("curve.css").split("@media", 2);
        for (String theme : themes) {
            for (DetectorKind kind : DetectorKind.ALL) {
                assertThat(contrast(colour(theme, "by-" + kind.id()), colour(theme, "page")))
                        .as(kind.id())
                        .isGreaterThanOrEqualTo(4.5);
            }
        }
    }

    private static double colour(String theme, String name) {
        Matcher found = Pattern.compile("--" + name + ": #([0-9a-f]{6});").matcher(theme);
        assertThat(found.find()).as(name).isTrue();
        int rgb = Integer.parseInt(found.group(1), 16);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int channel) {
        double share = (channel & 0xff) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static double contrast(double one, double other) {
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }
}

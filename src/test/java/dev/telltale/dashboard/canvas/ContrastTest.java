package dev.telltale.dashboard.canvas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.telltale.dashboard.PanelController;
import dev.telltale.dashboard.kit.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The contrast of the colours in the style sheet, in both themes, as WCAG 2 computes it: at least 4.5 to 1 for text, 3 to
 * 1 for marks. Controls that are disabled are exempt.
 */
class ContrastTest {
    private static final double TEXT = 4.5;
    private static final double MARK = 3;
    private static final Pattern DECLARATION = Pattern.compile("(-[\\w-]+):\\s*([^;]+);");
    private static final List<String> STATES = List.of("up", "suspect", "down");

    /** The looked-up colours of a theme, and the tones of the canvases. */
    private record Colours(Map<String, String> values) {
        static Colours of(Theme theme) throws IOException {
            String file = (theme == Theme.DARK ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet();
            Map<String, String> values = new LinkedHashMap<>(block(read(PrimerLight.class, file), ".root {"));
            values.putAll(block(dashboard(), ".matrix, .timeline {"));
            return new Colours(values);
        }

        Color of(String name) {
            String value = Objects.requireNonNull(values.get(name), name).trim();
            return value.startsWith("-") ? of(value) : Color.web(value);
        }

        /** The colour as it is seen on the background of the window. */
        Color on(String name, Color back) {
            return over(of(name), back);
        }

        Color background() {
            return of("-color-bg-default");
        }

        private static Color over(Color front, Color back) {
            return back.interpolate(Color.color(front.getRed(), front.getGreen(), front.getBlue()), front.getOpacity());
        }

        double contrast(String front, String back) {
            Color seen = on(back, background());
            return ratio(on(front, seen), seen);
        }
    }

    private static double ratio(Color a, Color b) {
        double first = luminance(a) + 0.05;
        double second = luminance(b) + 0.05;
        return Math.max(first, second) / Math.min(first, second);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double value) {
        return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static String read(Class<?> owner, String file) throws IOException {
        try (InputStream stream = Objects.requireNonNull(owner.getResourceAsStream(file), file)) {
            return new String(stream.readAllBytes(), UTF_8);
        }
    }

    private static String dashboard() throws IOException {
        return read(PanelController.class, "dashboard.css");
    }

    private static Map<String, String> block(String css, String selector) {
        int from = css.indexOf(selector);
        Map<String, String> values = new LinkedHashMap<>();
        Matcher found = DECLARATION.matcher(css.substring(from, css.indexOf('}', from)));
        while (found.find()) {
            values.put(found.group(1), found.group(2));
        }
        return values;
    }

    private static void atLeast(double minimum, Colours colours, String front, String... backs) {
        for (String back : backs) {
            assertThat(colours.contrast(front, back))
                    .as("%s on %s", front, back)
                    .isGreaterThanOrEqualTo(minimum);
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void everyTextColourOfTheStyleSheetIsReadableOnTheBackgroundsOfTheWindow(Theme theme) throws IOException {
        Colours colours = Colours.of(theme);
        Set<String> names = new TreeSet<>();
        Matcher found = Pattern.compile("(?:text-fill|button-fg[\\w-]*|-label \\{[^}]*-fx-fill):\\s*(-color[\\w-]+)")
                .matcher(dashboard());
        while (found.find()) {
            names.add(found.group(1));
        }
        assertThat(names).contains("-color-fg-muted", "-color-danger-fg", "-color-accent-fg");
        for (String name : names) {
            // Also the hovered and the selected row of a list.
            atLeast(TEXT, colours, name, "-color-bg-default", "-color-bg-subtle", "-color-neutral-subtle");
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void textInCellsTilesBadgesAndBarsIsReadable(Theme theme) throws IOException {
        Colours colours = Colours.of(theme);
        for (String text : List.of("-text", "-muted")) {
            atLeast(TEXT, colours, text, "-background", "-highlight", "-up-fill", "-suspect-fill", "-down-fill");
        }
        for (String state : STATES) {
            // The word in the cell, on the tile and in the badge; a name in a highlighted row; a note on a bar.
            atLeast(TEXT, colours, "-" + state + "-sign", "-" + state + "-fill", "-background", "-highlight");
            atLeast(TEXT, colours, "-background", "-" + state + "-sign");
        }
        atLeast(TEXT, colours, "-color-fg-emphasis", "-color-success-5");
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void marksAreSeenOnWhatIsBehindThem(Theme theme) throws IOException {
        Colours colours = Colours.of(theme);
        atLeast(MARK, colours, "-ring", "-background", "-up-fill", "-suspect-fill", "-down-fill");
        // A small cell of a node that is up is the ground of the others, and has no mark.
        for (String dense : List.of("-suspect-dense", "-down-dense")) {
            atLeast(MARK, colours, dense, "-background", "-up-dense");
        }
        for (String dot : List.of("-color-accent-fg", "-color-warning-fg")) {
            atLeast(MARK, colours, dot, "-color-bg-default", "-color-accent-muted");
        }
        for (String curve : List.of("-evidence", "-timeout", "-phi", "-swim")) {
            atLeast(MARK, colours, curve, "-background");
        }
        for (String bar : List.of("-color-success-fg", "-color-warning-fg", "-color-fg-muted")) {
            atLeast(MARK, colours, bar, "-color-border-default");
        }
        Color muted = colours.of("-muted");
        Color edge = Colours.over(
                Color.color(muted.getRed(), muted.getGreen(), muted.getBlue(), Palette.QUIET), colours.background());
        assertThat(ratio(edge, colours.background()))
                .as("edge of an unknown cell")
                .isGreaterThanOrEqualTo(MARK);
    }

    @ParameterizedTest
    @EnumSource(Palette.Tone.class)
    void everyToneOfTheCanvasesIsAColourOfTheTheme(Palette.Tone tone) throws IOException {
        String name = "-" + tone.name().toLowerCase(Locale.ROOT).replace('_', '-');
        for (Theme theme : Theme.values()) {
            assertThat(Colours.of(theme).of(name)).isNotNull();
        }
    }
}

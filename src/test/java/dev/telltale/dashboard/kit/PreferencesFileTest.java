package dev.telltale.dashboard.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesFileTest {
    private static final List<Rectangle2D> TWO_SCREENS =
            List.of(new Rectangle2D(0, 0, 1920, 1080), new Rectangle2D(1920, 0, 1280, 1024));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void savedPreferencesAreLoaded() {
        Path file = folder.resolve("new").resolve("window.json");
        var layout = new Preferences.Layout(320.0, 400.0, 300.0, "journalTab", 120.0);
        var preferences = new Preferences(10.0, 20.0, 1000, 700, true, Theme.DARK, true, "phi")
                .withLayout(layout)
                .withZoom(125);
        new PreferencesFile(file).save(preferences);
        assertThat(new PreferencesFile(file).load()).isEqualTo(preferences);
        assertThat(folder.resolve("new")).isDirectoryContaining(path -> path.equals(file));
    }

    @Test
    void aMissingFileGivesTheDefaults() {
        assertThat(new PreferencesFile(folder.resolve("no")).load()).isEqualTo(Preferences.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "\"x\"", "{\"theme\":\"PINK\"}", "{\"width\":\"wide\"}", "\u0000"})
    void anInvalidFileGivesTheDefaults(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("window.json"), content);
        assertThat(new PreferencesFile(file).load()).isEqualTo(Preferences.DEFAULT);
    }

    @Test
    void invalidSizesAndUnknownKeysAreIgnored() throws IOException {
        Path file = Files.writeString(
                folder.resolve("window.json"), "{\"width\":-5,\"height\":1e99,\"theme\":\"DARK\",\"later\":1}");
        assertThat(new PreferencesFile(file).load())
                .isEqualTo(new Preferences(null, null, 1280, 820, false, Theme.DARK, false, null));
    }

    @Test
    void invalidPartsOfTheLayoutAreIgnored() throws IOException {
        Path file = Files.writeString(
                folder.resolve("window.json"),
                "{\"layout\":{\"nodesWidth\":-1,\"detailsWidth\":1e99,\"bottomHeight\":200,\"tab\":\"no\","
                        + "\"timelineSeconds\":9000000,\"later\":1}}");
        assertThat(new PreferencesFile(file).load().layout())
                .isEqualTo(new Preferences.Layout(null, null, 200.0, "no", null));
    }

    @Test
    void anUnwritablePreferencesFileIsNoError() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("file"), "");
        new PreferencesFile(notAFolder.resolve("window.json")).save(Preferences.DEFAULT);
        assertThat(notAFolder).isRegularFile();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0,     0,    true
            1920,  10,   true
            3000,  10,   true
            -800,  10,   true
            -1200, 10,   false
            4000,  10,   false
            100,   -40,  false
            100,   1070, false
            """)
    void anUnreachableWindowIsPlacedAnew(double x, double y, boolean isKept) {
        Preferences place = WindowPlace.onScreen(Preferences.DEFAULT.withPosition(x, y), TWO_SCREENS);
        assertThat(place).isEqualTo(isKept ? Preferences.DEFAULT.withPosition(x, y) : Preferences.DEFAULT);
    }

    @Test
    void theWindowIsNoLargerThanTheLargestScreen() {
        var wanted = new Preferences(null, null, 5000, 3000, false, Theme.LIGHT, false, null);
        Preferences place = WindowPlace.onScreen(wanted, TWO_SCREENS);
        assertThat(place.width()).isEqualTo(1920);
        assertThat(place.height()).isEqualTo(1080);
    }

    /** Visible areas of 1366x768 at 150 %, 1920x1080 at 200 %, a wall panel, and a screen that is large enough. */
    @ParameterizedTest
    @CsvSource({"911, 480, 800, 480", "960, 516, 800, 516", "480, 320, 480, 320", "1920, 1040, 800, 560"})
    void theWindowIsNeverLargerThanASmallScreen(double width, double height, double leastWidth, double leastHeight) {
        List<Rectangle2D> small = List.of(new Rectangle2D(0, 24, width, height));
        assertThat(WindowPlace.minSize(small)).isEqualTo(new Dimension2D(leastWidth, leastHeight));
        Preferences place = WindowPlace.onScreen(Preferences.DEFAULT.withPosition(0.0, 24.0), small);
        assertThat(place.width()).isEqualTo(Math.min(1280, width));
        assertThat(place.height()).isEqualTo(Math.min(820, height));
    }

    @Test
    void aSmallWindowSizeIsKeptOnASmallScreenAndRaisedOnALargeOne() throws IOException {
        Path file = folder.resolve("window.json");
        new PreferencesFile(file)
                .save(Preferences.DEFAULT.withPosition(0.0, 0.0).withSize(700, 420));
        Preferences loaded = new PreferencesFile(file).load();
        List<Rectangle2D> small = List.of(new Rectangle2D(0, 0, 640, 400));
        assertThat(WindowPlace.onScreen(loaded, small)).isEqualTo(loaded.withSize(640, 400));
        List<Rectangle2D> scaled = List.of(new Rectangle2D(0, 0, 700, 420));
        assertThat(WindowPlace.onScreen(loaded, scaled)).isEqualTo(loaded);
        assertThat(WindowPlace.onScreen(loaded, TWO_SCREENS)).isEqualTo(loaded.withSize(800, 560));
    }

    @Test
    void theMinimumSizeFitsTheSmallestScreen() {
        List<Rectangle2D> screens = List.of(new Rectangle2D(0, 0, 1920, 1080), new Rectangle2D(1920, 0, 911, 480));
        assertThat(WindowPlace.minSize(screens)).isEqualTo(new Dimension2D(800, 480));
        assertThat(WindowPlace.minSize(List.of())).isEqualTo(new Dimension2D(800, 560));
    }
}

package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.commands.ExportMenu;
import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Status;
import dev.telltale.model.VerdictChange;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.ClusterFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import javafx.scene.Scene;
import javafx.scene.control.MenuButton;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
@Tag("window")
class ExportMenuTest {
    private final ClusterFixture cluster = new ClusterFixture(3).allUp().killed(2);
    private final PanelViewModel model = new PanelViewModel(
            cluster.config(), cluster.control(), cluster.faults(), FxBridge.FX_THREAD, NOW, ZoneId.of("UTC"));
    private @Nullable StackPane root;
    private String proposed = "";

    @TempDir
    private Path folder;

    @Start
    void start(Stage window) {
        root = new StackPane();
        window.setScene(new Scene(root, 320, 200));
        window.show();
        model.measure()
                .scores()
                .follow(() -> List.of(new VerdictChange(
                        later(Duration.ofMillis(-4_008)).wall(),
                        node(1),
                        node(2),
                        DetectorKind.EVIDENCE,
                        Status.UP,
                        Status.DOWN,
                        null)));
    }

    private void choose(int item, Path file) {
        var menu = new MenuButton();
        new ExportMenu(menu, model, Objects.requireNonNull(root), name -> {
            proposed = name;
            return file;
        });
        menu.getItems().get(item).fire();
    }

    private void saved(int item, Path file) {
        doOnFx(() -> choose(item, file));
        Await.until("a notice tells that it is saved", () -> {
            WaitForAsyncUtils.waitForFxEvents();
            return !model.notices().isEmpty();
        });
    }

    @Test
    void theScorecardIsSavedAsCsvWithTheDetectionsOfTheRun() throws IOException {
        Path file = folder.resolve("a.csv");
        saved(0, file);
        assertThat(proposed).isEqualTo("telltale-scorecard.csv");
        assertThat(model.notices()).containsExactly("Saved " + file);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).startsWith("detector,fault,");
        assertThat(lines).anyMatch(line -> line.startsWith("evidence,") && line.contains(",12"));
    }

    @Test
    void theScorecardIsSavedAsJson() throws IOException {
        Path file = folder.resolve("a.json");
        saved(1, file);
        assertThat(Files.readString(file)).contains("\"heartbeat_interval_ms\" : 2000");
    }

    @Test
    void theSavedImageShowsTheWindow() {
        Path file = folder.resolve("a.png");
        saved(2, file);
        var image = new Image(file.toUri().toString());
        assertThat(image.getWidth()).isEqualTo(320);
        assertThat(image.getHeight()).isEqualTo(200);
    }

    @Test
    void theJournalIsSavedAsCsvAndTextOldestFirst() throws IOException {
        doOnFx(() -> model.show(cluster.view()));
        Path csv = folder.resolve("a.csv");
        saved(3, csv);
        assertThat(proposed).isEqualTo("telltale-journal.csv");
        assertThat(Files.readAllLines(csv))
                .startsWith("time,kind,about,from,to,detail,by")
                .anyMatch(line -> line.endsWith(",action,node2,,,kill (SIGKILL),this window"));
        doOnFx(() -> model.notices().clear());
        Path text = folder.resolve("a.txt");
        saved(4, text);
        assertThat(Files.readAllLines(text)).isSorted().last().asString().contains("node2 exit");
    }

    @Test
    void theScorecardIsCopiedAsTextMarkdownAndCsv() {
        Path none = folder.resolve("unused");
        saved(6, none);
        assertThat(copied()).startsWith("detector  fault").contains("evidence  crash");
        assertThat(model.notices()).containsExactly("Copied the scorecard as text.");
        doOnFx(() -> model.notices().clear());
        saved(7, none);
        assertThat(copied()).startsWith("| detector | fault |").contains("| --- |");
        doOnFx(() -> model.notices().clear());
        saved(8, none);
        assertThat(copied()).startsWith("detector,fault,");
        doOnFx(() -> model.notices().clear());
        saved(9, none);
        assertThat(onFx(() -> Clipboard.getSystemClipboard().getImage().getWidth()))
                .isEqualTo(320);
        assertThat(proposed).isEmpty();
    }

    private static String copied() {
        return onFx(() -> Clipboard.getSystemClipboard().getString());
    }

    @Test
    void aFileNameSortsByTimeAndIsAllowedEverywhere() {
        assertThat(FileDialogs.stamped("by-hand.json", NOW.wall(), ZoneId.of("Europe/Berlin")))
                .isEqualTo("by-hand-2026-11-23-150325.json");
    }

    @Test
    void aFailedSaveCausesOneNotice() {
        Path file = folder.resolve("no-such-folder").resolve("a.csv");
        saved(0, file);
        assertThat(model.notices()).singleElement().asString().startsWith("Not saved to " + file);
    }
}

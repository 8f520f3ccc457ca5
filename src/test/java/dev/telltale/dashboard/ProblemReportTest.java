package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.click;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.node;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.config.ClusterConfig;
import dev.telltale.config.RestartPolicy;
import dev.telltale.dashboard.help.HelpMenu;
import dev.telltale.dashboard.help.ReportQuestion;
import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.kit.ModalCard;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.ClusterFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The report of a problem, with secrets and names planted in all of its sources. */
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class ProblemReportTest {
    private static final String TOKEN = "5f1c".repeat(16);
    private static final String KEY = "qL3n4x4u0mPDRvYt2aWJ6sJ0S0Qk3zjW";
    private static final String HOST = "db-seven.example.org";
    private static final String USER = System.getProperty("user.name");
    private static final String HOME = System.getProperty("user.home");
    private static final String PLANTED =
            " token=" + TOKEN + " " + TOKEN + " " + KEY + " " + HOST + " " + USER + " " + HOME + "/work ";

    @TempDir
    private Path folder;

    private final ClusterFixture cluster = new ClusterFixture(3).allUp().killed(2);
    private final PanelViewModel model = new PanelViewModel(
            cluster.config(), cluster.control(), cluster.faults(), FxBridge.FX_THREAD, NOW, ZoneId.of("UTC"));
    private @Nullable String proposed;

    @Start
    void start(Stage window) throws IOException {
        Path key = Files.writeString(folder.resolve("cluster.key"), KEY + "\n");
        Files.writeString(folder.resolve("panel.0.log"), "WARNING" + PLANTED + "\n");
        Files.writeString(folder.resolve("panel.json"), "{\"token\": \"" + TOKEN + "\", \"x\": \"" + PLANTED + "\"}");
        var config = new ClusterConfig(
                "demo" + "-" + USER,
                cluster.config().heartbeat(),
                cluster.config().detection(),
                List.of(new Member(node(1), new Address(HOST, 8001))),
                RestartPolicy.NEVER,
                key);
        cluster.showOn(model);
        var controller = new PanelController(model, () -> {});
        model.notice("Seen:" + PLANTED);
        var panel = (StackPane) Objects.requireNonNull(controller.root().lookup(".panel"));
        var question = new ReportQuestion(
                new ModalCard(panel),
                name -> {
                    proposed = name;
                    return folder.resolve("report.zip");
                },
                model);
        var menu = (MenuButton) Objects.requireNonNull(panel.lookup("#help"));
        new HelpMenu(menu, () -> {}, controller.zoom()).addReport(question, model, config, folder);
        DashboardFixture.show(window, controller.root());
    }

    private Map<String, byte[]> save(FxRobot robot, boolean hasNames) throws IOException {
        click(robot, "#help");
        robot.clickOn("#reportProblem");
        if (hasNames) {
            click(robot, "#reportNames");
        }
        click(robot, "#reportSave");
        Await.until(
                "the report is saved",
                () -> onFx(() -> model.notices().contains("Saved the report to " + folder.resolve("report.zip"))));
        assertThat(proposed).isEqualTo("telltale-problem.zip");
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (var zip = new ZipInputStream(Files.newInputStream(folder.resolve("report.zip")))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    private static String text(Map<String, byte[]> entries, String name) {
        return new String(Objects.requireNonNull(entries.get(name)), UTF_8);
    }

    @Test
    void noEntryHasASecretOrAName(FxRobot robot) throws IOException {
        Map<String, byte[]> entries = save(robot, false);
        assertThat(entries.keySet())
                .containsExactly(
                        "versions.txt",
                        "settings.txt",
                        "timeline.txt",
                        "journal.txt",
                        "panel.json",
                        "panel.0.log",
                        "window.png");
        entries.forEach((name, bytes) -> assertThat(new String(bytes, ISO_8859_1))
                .as(name)
                .doesNotContain(TOKEN, KEY, HOST, HOME)
                .doesNotContainPattern("(?<![A-Za-z0-9])" + USER + "(?![A-Za-z0-9])"));
        assertThat(text(entries, "versions.txt")).contains("java.version: " + System.getProperty("java.version"));
        assertThat(text(entries, "settings.txt")).contains("node: node1 at (host):8001", "cluster key in a file: yes");
        assertThat(text(entries, "timeline.txt")).contains("SIGKILL node2", "node1 about node2: down");
        assertThat(text(entries, "journal.txt")).contains("node1 about node2");
        assertThat(text(entries, "panel.0.log")).startsWith("WARNING token=(removed) (removed)");
        assertThat(Files.size(folder.resolve("report.zip"))).isLessThan(4_000_000);
    }

    @Test
    void namesStayIfTickedButNoSecret(FxRobot robot) throws IOException {
        Map<String, byte[]> entries = save(robot, true);
        String all = entries.values().stream()
                .map(bytes -> new String(bytes, ISO_8859_1))
                .collect(Collectors.joining());
        assertThat(all).contains(HOST, HOME).doesNotContain(TOKEN, KEY);
    }
}

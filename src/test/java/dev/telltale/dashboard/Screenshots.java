package dev.telltale.dashboard;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.node;
import static dev.telltale.testkit.TestValues.nodes;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.telltale.dashboard.kit.Theme;
import dev.telltale.dashboard.kit.WindowSnapshot;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.fault.Endpoint;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.LinkSets;
import dev.telltale.fault.NodeFault;
import dev.telltale.testkit.ClusterFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

/**
 * Draws the pictures of the documents, in both themes and without a display:
 * {@code mvn -q process-test-classes -Ppictures}. Without the property of that profile, it draws them into
 * {@code target/screenshots}.
 */
public final class Screenshots {
    private static final Path FOLDER = Path.of(System.getProperty("telltale.pictures", "target/screenshots"));
    /** Before any of its observers has called a node down. */
    private static final Duration BEGAN = Duration.ofSeconds(15);

    private static final int PATTERN_WIDTH = 880;
    private static final int PATTERN_HEIGHT = 690;
    private static final String PAST = "past";

    public static void main(String[] args) {
        Application.launch(Drawing.class, args);
    }

    /** A class of its own: on the class path, Java does not start a main class that extends Application. */
    public static final class Drawing extends Application {
        @Override
        public void start(Stage stage) throws IOException {
            drawAll(stage);
            Platform.exit();
        }
    }

    private Screenshots() {}

    /** An example of every pattern in reading-the-grid.md, with consistent cause, cells and times. */
    private static Map<String, ClusterFixture> patterns() {
        Map<String, ClusterFixture> all = new LinkedHashMap<>();
        all.put("all-well", up(3));
        all.put("crash", up(3).killed(2));
        all.put("goodbye", up(3).stopped(2, Duration.ofSeconds(10)));
        all.put("hung", up(3).paused(2, BEGAN).with(CauseKind.HANG.of(node(2))).silent(2, "does not answer", BEGAN));
        String error = "answers with status 500";
        FaultType fail = new NodeFault.Fail(node(2), false);
        all.put(
                "errors",
                up(3).withFault(BEGAN, fail).with(CauseKind.FAILING.of(node(2))).silent(2, error, BEGAN));
        FaultType gray = new NodeFault.Gray(node(2), Endpoint.STATUS);
        all.put("gray-status", up(3).withFault(BEGAN, gray).silent(2, error, BEGAN));
        all.put("isolated", cut(3, CauseKind.ISOLATED.of(node(2))));
        all.put("mute", cut(3, CauseKind.MUTE.of(node(2))));
        all.put("deaf", cut(3, CauseKind.DEAF.of(node(1))));
        all.put("sick", up(3).sick(1, 5));
        all.put("one-way", cut(3, CauseKind.ONE_WAY.of(node(1), node(3))));
        all.put("broken-link", cut(3, CauseKind.BROKEN.of(node(1), node(3))));
        all.put("partition", cut(4, new Cause(CauseKind.PARTITION, List.of(nodes(2), List.of(node(3), node(4))))));
        all.put("overload", up(3).with(CauseKind.OVERLOAD.of()));
        all.put("restart", up(3).restarted(2, Duration.ofSeconds(3)));
        FaultType skew = new NodeFault.Skew(node(2), Duration.ofSeconds(5));
        all.put("skewed", up(3).withFault(BEGAN, skew).with(CauseKind.SKEWED.of(node(2))));
        FaultType unnoticed = new LinkFault.Cut(LinkSets.row(nodes(3), node(1)));
        all.put("unnoticed", up(3).withFault(Duration.ofMillis(1_400), unnoticed));
        all.put(PAST, up(3).pausedBefore(2, Duration.ofSeconds(22)).killed(2));
        return all;
    }

    private static ClusterFixture up(int nodes) {
        return new ClusterFixture(nodes).allUp();
    }

    private static ClusterFixture cut(int nodes, Cause cause) {
        return up(nodes)
                .withFault(BEGAN, new LinkFault.Cut(cause.links(nodes(nodes))))
                .with(cause);
    }

    private static void drawAll(Stage stage) throws IOException {
        Files.createDirectories(FOLDER);
        for (Theme theme : Theme.values()) {
            theme.apply();
            String suffix = "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
            patterns()
                    .forEach((name, cluster) ->
                            save(drawPattern(stage, name, cluster), FOLDER.resolve("pattern-" + name + suffix)));
            save(WhatIfPicture.draw(stage), FOLDER.resolve("what-if" + suffix));
        }
    }

    private static PanelViewModel model(ClusterFixture cluster) {
        var model = new PanelViewModel(
                cluster.config(), cluster.control(), cluster.faults(), Runnable::run, NOW, ZoneId.of("UTC"));
        cluster.showOn(model);
        return model;
    }

    private static Parent show(Stage stage, PanelViewModel model, int width, int height) {
        Parent root = new PanelController(model, () -> {}).root();
        stage.setScene(new Scene(root, width, height));
        stage.show();
        return root;
    }

    /** The sentence, the tiles and the grid; with the timeline if the grid shows the past. */
    private static WritableImage drawPattern(Stage stage, String name, ClusterFixture cluster) {
        PanelViewModel model = model(cluster);
        model.selectedNodeProperty().set(null);
        if (name.equals(PAST)) {
            model.timeline().select(NOW.wall().minusSeconds(20));
        }
        int more = cluster.config().nodes().size() > 3 || name.equals(PAST) ? 160 : 0;
        Parent root = show(stage, model, PATTERN_WIDTH, PATTERN_HEIGHT + more);
        root.lookup("#detailsHolder").setVisible(false);
        root.lookup("#detailsHolder").setManaged(false);
        root.layout();
        int top = (int) bounds(root.lookup("#sentenceBar")).getMinY();
        int bottom = (int) bounds(root.lookup(name.equals(PAST) ? "#bottomTabs" : "#matrixHolder"))
                .getMaxY();
        WritableImage window = root.getScene().snapshot(null);
        return new WritableImage(window.getPixelReader(), 0, top, PATTERN_WIDTH, bottom - top);
    }

    private static Bounds bounds(Node node) {
        return node.localToScene(node.getBoundsInLocal());
    }

    /** FX thread only. */
    static void save(WritableImage image, Path file) {
        assertDoesNotThrow(() -> WindowSnapshot.of(image).writePng(file));
    }
}

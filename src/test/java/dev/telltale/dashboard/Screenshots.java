package dev.telltale.dashboard;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.node;

import dev.telltale.dashboard.viewmodel.CellRef;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Effect;
import dev.telltale.model.Link;
import dev.telltale.model.Links;
import dev.telltale.model.Status;
import dev.telltale.testkit.ClusterFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TabPane;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Draws the panel without a display. {@code mvn -q process-test-classes -Ppictures} draws the pictures of the documents; run
 * by hand without that property, it draws many states, sizes and both themes into {@code target/screenshots}.
 */
public final class Screenshots {
    private static final @Nullable String DOCUMENTS = System.getProperty("telltale.pictures");
    private static final Path FOLDER = Path.of(DOCUMENTS == null ? "target/screenshots" : DOCUMENTS);
    private static final int[][] SIZES = {{900, 600}, {1280, 820}, {1600, 1000}};
    private static final int PATTERN_WIDTH = 880;
    private static final int PATTERN_HEIGHT = 690;
    private static final String PAST = "past";

    public static void main(String[] args) {
        Application.launch(Drawing.class, args);
    }

    /** Java starts no main class that is an Application itself from the class path. */
    public static final class Drawing extends Application {
        @Override
        public void start(Stage stage) throws IOException {
            drawAll(stage);
            Platform.exit();
        }
    }

    private Screenshots() {}

    private static Map<String, ClusterFixture> states() {
        ClusterFixture killed = up(3).killedBefore(7).killed(2);
        var cut = new Effect.Cut(Set.of(new Link(node(1), node(3))));
        var slow = new Effect.Slow(node(2), Duration.ofMillis(300), Duration.ZERO);
        var isolated = new Effect.Cut(Links.isolate(up(30).config().ids(), node(4)));
        var split = new Effect.Cut(Links.halves(up(20).config().ids()));
        var stall = new Effect.Stall(node(17));
        Map<String, ClusterFixture> states = new LinkedHashMap<>();
        states.put("before", new ClusterFixture(3));
        states.put("panel", killed);
        states.put("help", killed);
        states.put("zoomed", killed);
        states.put("stopwatch", up(3).killed(2).withStatus(3, 2, Status.UP).withStatus(1, 3, Status.DOWN));
        states.put("sick", up(3).killed(2).sick(3, 3).decidedBy(1, DetectorKind.TIMEOUT));
        states.put("trouble", up(3).failed(3).external(1));
        ClusterFixture broken = up(3).withStatus(1, 3, Status.DOWN);
        states.put("broken", broken.withFault(Duration.ofSeconds(12), cut).withFault(Duration.ofSeconds(4), slow));
        ClusterFixture isolated30 = up(30).withFault(Duration.ofSeconds(12), isolated);
        states.put("broken30", isolated30.withFault(Duration.ofSeconds(4), stall));
        ClusterFixture split60 = up(60).withFault(Duration.ofSeconds(12), split);
        states.put("broken60", split60.withFault(Duration.ofSeconds(4), stall));
        states.put(PAST, up(3).pausedBefore(2, Duration.ofSeconds(22)).killed(2));
        List.of(7, 13, 40, 100)
                .forEach(size -> states.put("nodes" + size, up(size).killed(5).suspected(2)));
        return states;
    }

    private static ClusterFixture up(int nodes) {
        return new ClusterFixture(nodes).allUp();
    }

    private static void drawAll(Stage stage) throws IOException {
        Files.createDirectories(FOLDER);
        for (Theme theme : Theme.values()) {
            theme.apply();
            String suffix = "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
            states().forEach((name, cluster) -> {
                for (int[] size : SIZES) {
                    boolean isInDocuments = name.equals("panel") && size[0] == 1280;
                    if (DOCUMENTS == null || isInDocuments) {
                        drawState(stage, name, cluster, size);
                        String file = name + (DOCUMENTS == null ? "-" + size[0] : "") + suffix;
                        save(stage.getScene().snapshot(null), FOLDER.resolve(file));
                    }
                }
            });
            PatternExamples.all()
                    .forEach((name, cluster) ->
                            save(drawPattern(stage, name, cluster), FOLDER.resolve("pattern-" + name + suffix)));
        }
    }

    private static PanelViewModel model(String name, ClusterFixture cluster) {
        var model = new PanelViewModel(
                cluster.config(), cluster.control(), cluster.faults(), Runnable::run, NOW, ZoneId.of("UTC"));
        cluster.showOn(model);
        if (name.equals(PAST)) {
            model.timeline().select(NOW.wall().minusSeconds(20));
        }
        return model;
    }

    private static Parent show(Stage stage, PanelViewModel model, int width, int height) {
        Parent root = new PanelController(model, () -> {}).root();
        stage.setScene(new Scene(root, width, height));
        stage.show();
        return root;
    }

    private static void drawState(Stage stage, String name, ClusterFixture cluster, int[] size) {
        PanelViewModel model = model(name, cluster);
        int subject = cluster.config().nodes().size() == 3 ? 2 : 5;
        if (name.equals("trouble")) {
            model.notice("Something in the window went wrong, and what it shows may be incomplete: an example");
        } else if (!name.equals("before")) {
            model.grid().selectedProperty().set(new CellRef(node(1), node(subject)));
            model.selectedNodeProperty().set(node(subject));
        }
        for (int notch = 0; name.equals("zoomed") && notch < 20; notch++) {
            model.timeline().zoom(0.8, NOW.wall().minusMillis(4_000));
        }
        Parent root = show(stage, model, size[0], size[1]);
        root.lookup("#helpPane").setVisible(name.equals("help"));
        if (name.startsWith("broken") && root.lookup("#tabs") instanceof TabPane tabs) {
            tabs.getTabs().stream()
                    .filter(tab -> tab.getText().startsWith("Faults"))
                    .forEach(tabs.getSelectionModel()::select);
        }
    }

    /** The sentence, the tiles and the grid; for the past the timeline as well. */
    private static WritableImage drawPattern(Stage stage, String name, ClusterFixture cluster) {
        PanelViewModel model = model(name, cluster);
        model.selectedNodeProperty().set(null);
        int more = cluster.config().nodes().size() > 3 || name.equals(PAST) ? 160 : 0;
        Parent root = show(stage, model, PATTERN_WIDTH, PATTERN_HEIGHT + more);
        root.lookup("#detailsHolder").setVisible(false);
        root.lookup("#detailsHolder").setManaged(false);
        root.layout();
        int top = (int) bounds(root.lookup("#sentenceBar")).getMinY();
        int bottom = (int) bounds(root.lookup(name.equals(PAST) ? "#bottomHolder" : "#matrixHolder"))
                .getMaxY();
        WritableImage window = root.getScene().snapshot(null);
        return new WritableImage(window.getPixelReader(), 0, top, PATTERN_WIDTH, bottom - top);
    }

    private static Bounds bounds(Node node) {
        return node.localToScene(node.getBoundsInLocal());
    }

    /** On the FX thread. */
    static void save(WritableImage image, Path file) {
        try {
            Picture.of(image).writePng(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

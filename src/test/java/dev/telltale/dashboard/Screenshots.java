package dev.telltale.dashboard;

import dev.telltale.dashboard.viewmodel.CellRef;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Effect;
import dev.telltale.model.Link;
import dev.telltale.model.Links;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.control.TabPane;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

/**
 * Draws the panel in many states, sizes and both themes; needs no display. {@code mvn -q process-test-classes -Ppictures}
 * makes the pictures of the documents; without an argument, {@link #main} makes all, in {@code target/screenshots}.
 */
public final class Screenshots {
    private static final Path FOLDER = Path.of(System.getProperty("telltale.pictures", "target/screenshots"));
    private static final int[][] SIZES = {{900, 600}, {1280, 820}, {1600, 1000}};

    private Screenshots() {}

    /** Arguments: parts of the names of the pictures that are wanted, or "patterns"; none for all. */
    public static void main(String[] args) {
        Application.launch(Studio.class, args);
    }

    private static Map<String, Story> stories() {
        Map<String, Story> stories = new LinkedHashMap<>();
        stories.put("before", new Story(3));
        stories.put("up", new Story(3).allUp());
        stories.put("killed", new Story(3).allUp().killedBefore(7).killed(2));
        stories.put(
                "stopwatch",
                new Story(3).allUp().killed(2).except(3, 2, Status.UP).except(1, 3, Status.DOWN));
        stories.put("sick", new Story(3).allUp().killed(2).sick(3, 3).decidedBy(1, DetectorKind.TIMEOUT));
        stories.put("suspect", new Story(3).allUp().suspected(3));
        stories.put("trouble", new Story(3).allUp().failed(3).external(1));
        stories.put(
                "broken",
                new Story(3)
                        .allUp()
                        .except(1, 3, Status.DOWN)
                        .broken(Duration.ofSeconds(12), new Effect.Cut(Set.of(link(1, 3))))
                        .broken(
                                Duration.ofSeconds(4),
                                new Effect.Slow(Story.node(2), Duration.ofMillis(300), Duration.ZERO)));
        stories.put(
                "broken30",
                new Story(30)
                        .allUp()
                        .broken(Duration.ofSeconds(12), new Effect.Cut(Links.isolate(ids(30), Story.node(4))))
                        .broken(Duration.ofSeconds(2), new Effect.Drop(Set.of(link(9, 12), link(20, 3)), 0.3))
                        .broken(Duration.ofSeconds(4), new Effect.Stall(Story.node(17))));
        stories.put(
                "broken60",
                new Story(60)
                        .allUp()
                        .broken(Duration.ofSeconds(12), new Effect.Cut(Links.halves(ids(60).subList(0, 20))))
                        .broken(Duration.ofSeconds(4), new Effect.Stall(Story.node(17))));
        stories.put(
                "timeline",
                new Story(3).allUp().pausedBefore(2, Duration.ofSeconds(22)).killed(2));
        stories.put(
                "past",
                new Story(3).allUp().pausedBefore(2, Duration.ofSeconds(22)).killed(2));
        stories.put(
                "flap30",
                new Story(30)
                        .allUp()
                        .killedBefore(4)
                        .pausedBefore(7, Duration.ofSeconds(40))
                        .killed(5));
        stories.put("zoomed", new Story(3).allUp().killed(2));
        stories.put("help", new Story(3).allUp());
        stories.put(
                "many",
                new Story(7).allUp().killed(2).killed(3).killed(4).killed(5).except(1, 5, Status.UP));
        stories.put("nodes7", new Story(7).allUp().killed(5).suspected(2));
        stories.put("nodes13", new Story(13).allUp().killed(5).suspected(2));
        stories.put("nodes40", new Story(40).allUp().killed(5).suspected(2));
        stories.put("nodes100", new Story(100).allUp().killed(5).suspected(52).killed(77));
        return stories;
    }

    private static Link link(int observer, int subject) {
        return new Link(Story.node(observer), Story.node(subject));
    }

    private static List<NodeId> ids(int nodes) {
        return new Story(nodes).config().ids();
    }

    /** The application that JavaFX starts for {@link #main}. */
    public static final class Studio extends Application {
        @Override
        public void start(Stage stage) throws IOException {
            Files.createDirectories(FOLDER);
            // An argument is a part of a name, or name=other to give the picture another one.
            Map<String, String> names = new LinkedHashMap<>();
            List<String> wanted = new ArrayList<>();
            for (String argument : getParameters().getRaw()) {
                String[] parts = argument.split("=", 2);
                wanted.add(parts[0]);
                if (parts.length == 2) {
                    names.put(parts[0], parts[1]);
                }
            }
            stories().forEach((name, story) -> {
                for (int[] size : SIZES) {
                    for (Theme theme : Theme.values()) {
                        String file = name + "-" + size[0] + "-" + theme.name().toLowerCase(java.util.Locale.ROOT);
                        if (wanted.isEmpty() || wanted.stream().anyMatch(file::contains)) {
                            draw(story, theme, size, FOLDER.resolve(names.getOrDefault(file, file) + ".png"), stage);
                        }
                    }
                }
            });
            if (wanted.isEmpty() || wanted.contains("patterns")) {
                PatternPictures.drawAll(stage, FOLDER);
            }
            Platform.exit();
        }
    }

    static void draw(Story story, Theme theme, int[] size, Path file, Stage stage) {
        theme.apply();
        var model = new PanelViewModel(
                story.config(), story.control(), story.faults(), Runnable::run, Story.NOW, ZoneId.of("UTC"));
        story.tell(model);
        Consumer<CellRef> select = model.grid().selectedProperty()::set;
        if (!story.view().matrix().rows().isEmpty()) {
            int subject = Math.min(story.config().nodes().size(), 5) == 3 ? 2 : 5;
            select.accept(new CellRef(Story.node(1), Story.node(subject)));
            model.selectedNodeProperty().set(Story.node(subject));
        }
        var panel = new PanelController(model, () -> {});
        if (file.toString().contains("trouble")) {
            model.notice(
                    "Something in the window went wrong, and what it shows may be incomplete: a hand-made example");
            model.grid().selectedProperty().set(null);
        }
        if (file.toString().contains("zoomed")) {
            for (int notch = 0; notch < 20; notch++) {
                model.timeline().zoom(0.8, Story.NOW.wall().minusMillis(4_000));
            }
        }
        if (file.toString().contains("past")) {
            model.timeline().select(Story.NOW.wall().minusSeconds(20));
        }
        panel.root().lookup("#helpPane").setVisible(file.toString().contains("help"));
        var scene = new Scene(panel.root(), size[0], size[1]);
        stage.setScene(scene);
        stage.show();
        if (panel.root().lookup("#tabs") instanceof TabPane tabs
                && file.toString().contains("broken")) {
            tabs.getTabs().stream()
                    .filter(tab -> tab.getText().startsWith("Faults"))
                    .forEach(tabs.getSelectionModel()::select);
        }
        save(scene.snapshot(null), file);
    }

    static void save(WritableImage image, Path file) {
        try {
            SmallPng.write(image, new Rectangle2D(0, 0, image.getWidth(), image.getHeight()), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.telltale.dashboard;

import dev.telltale.dashboard.viewmodel.CellRef;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/** Draws the panel in many states, sizes and both themes to {@code target/screenshots}; needs no display. */
public final class Screenshots {
    private static final Path FOLDER = Path.of("target", "screenshots");
    private static final int[][] SIZES = {{900, 600}, {1280, 820}, {1600, 1000}};

    private Screenshots() {}

    /** Arguments: parts of the names of the pictures that are wanted; none for all. */
    public static void main(String[] args) {
        Application.launch(Studio.class, args);
    }

    private static Map<String, Story> stories() {
        Map<String, Story> stories = new LinkedHashMap<>();
        stories.put("before", new Story(3));
        stories.put("up", new Story(3).allUp());
        stories.put("killed", new Story(3).allUp().killed(2));
        stories.put("suspect", new Story(3).allUp().suspected(3));
        stories.put("trouble", new Story(3).allUp().failed(3).external(1));
        stories.put("nodes7", new Story(7).allUp().killed(5).suspected(2));
        stories.put("nodes13", new Story(13).allUp().killed(5).suspected(2));
        stories.put("nodes40", new Story(40).allUp().killed(5).suspected(2));
        stories.put("nodes100", new Story(100).allUp().killed(5).suspected(52).killed(77));
        return stories;
    }

    /** The application that JavaFX starts for {@link #main}. */
    public static final class Studio extends Application {
        @Override
        public void start(Stage stage) throws IOException {
            Files.createDirectories(FOLDER);
            var wanted = getParameters().getRaw();
            stories().forEach((name, story) -> {
                for (int[] size : SIZES) {
                    for (Theme theme : Theme.values()) {
                        String file = name + "-" + size[0] + "-" + theme.name().toLowerCase(java.util.Locale.ROOT);
                        if (wanted.isEmpty() || wanted.stream().anyMatch(file::contains)) {
                            draw(story, theme, size, FOLDER.resolve(file + ".png"), stage);
                        }
                    }
                }
            });
            Platform.exit();
        }
    }

    static void draw(Story story, Theme theme, int[] size, Path file, Stage stage) {
        theme.apply();
        var model = new PanelViewModel(story.config(), story.control(), Runnable::run, Story.NOW, ZoneId.of("UTC"));
        model.show(story.view());
        model.journal().pull(story::since);
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
        var scene = new Scene(panel.root(), size[0], size[1]);
        stage.setScene(scene);
        stage.show();
        save(scene.snapshot(null), file);
    }

    static void save(WritableImage image, Path file) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        picture.setRGB(0, 0, width, height, pixels, 0, width);
        try {
            ImageIO.write(picture, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.telltale.dashboard;

import dev.telltale.dashboard.viewmodel.PanelViewModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** Draws each pattern in both themes: the sentence, the tiles and the grid; the past with its timeline as well. */
final class PatternPictures {
    private static final int WIDTH = 880;
    private static final int HEIGHT = 690;
    private static final String PAST = "past";

    private PatternPictures() {}

    /** On the FX thread. */
    static void drawAll(Stage stage, Path folder) {
        Patterns.all().forEach((name, story) -> {
            for (Theme theme : Theme.values()) {
                String file = "pattern-" + name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
                draw(name, story, theme, stage, folder.resolve(file));
            }
        });
    }

    private static void draw(String name, Story story, Theme theme, Stage stage, Path file) {
        theme.apply();
        var model = new PanelViewModel(
                story.config(), story.control(), story.faults(), Runnable::run, Story.NOW, ZoneId.of("UTC"));
        story.tell(model);
        model.selectedNodeProperty().set(null);
        if (name.equals(PAST)) {
            model.timeline().select(Story.NOW.wall().minusSeconds(20));
        }
        Parent root = new PanelController(model, () -> {}).root();
        int more = story.config().nodes().size() > 3 || name.equals(PAST) ? 160 : 0;
        stage.setScene(new Scene(root, WIDTH, HEIGHT + more));
        stage.show();
        hide(root.lookup("#detailsHolder"));
        root.layout();
        Bounds top = boundsOf(root.lookup("#sentenceBar"));
        Bounds bottom = boundsOf(root.lookup(name.equals(PAST) ? "#bottomHolder" : "#matrixHolder"));
        var part = new Rectangle2D(0, top.getMinY(), WIDTH, bottom.getMaxY() - top.getMinY());
        try {
            SmallPng.write(root.getScene().snapshot(null), part, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void hide(Node node) {
        node.setVisible(false);
        node.setManaged(false);
    }

    private static Bounds boundsOf(Node node) {
        return node.localToScene(node.getBoundsInLocal());
    }
}

package dev.telltale.dashboard.help;

import dev.telltale.dashboard.kit.WindowSnapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.text.Text;

/** A picture of the window together with the texts in it, so that some can be covered later on any thread. */
final class WindowPicture {
    private final WindowSnapshot snapshot;
    private final List<Words> texts;

    /** A text and its place in the picture, in pixels. */
    private record Words(String text, Bounds bounds) {}

    private WindowPicture(WindowSnapshot snapshot, List<Words> texts) {
        this.snapshot = snapshot;
        this.texts = texts;
    }

    /**
     * Takes the picture. FX thread only.
     *
     * @param onCanvases all names that a canvas may show, since its single texts are not known
     */
    static WindowPicture of(Scene scene, String onCanvases) {
        List<Words> texts = new ArrayList<>();
        collect(scene.getRoot(), onCanvases, texts);
        return new WindowPicture(WindowSnapshot.of(scene.snapshot(null)), texts);
    }

    private static void collect(Node node, String onCanvases, List<Words> texts) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Text text) {
            texts.add(new Words(text.getText(), node.localToScene(node.getLayoutBounds())));
        } else if (node instanceof Canvas) {
            texts.add(new Words(onCanvases, node.localToScene(node.getLayoutBounds())));
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, onCanvases, texts));
        }
    }

    /** Writes the picture as PNG, without the texts that the redaction would change. Not on the FX thread. */
    void write(OutputStream stream, Redaction redaction) throws IOException {
        texts.stream().filter(words -> !redaction.isClean(words.text())).forEach(words -> {
            Bounds bounds = words.bounds();
            snapshot.cover(
                    (int) Math.floor(bounds.getMinX()) - 1,
                    (int) Math.floor(bounds.getMinY()) - 1,
                    (int) Math.ceil(bounds.getWidth()) + 3,
                    (int) Math.ceil(bounds.getHeight()) + 3);
        });
        snapshot.writePng(stream);
    }
}

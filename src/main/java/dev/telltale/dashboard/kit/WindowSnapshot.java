package dev.telltale.dashboard.kit;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/** A snapshot of the window, copied out of JavaFX, so that any thread may write it. */
public final class WindowSnapshot {
    private static final int COVER = 0xff808080;

    private final BufferedImage image;

    private WindowSnapshot(BufferedImage image) {
        this.image = image;
    }

    /** Draws the window without its notices. FX thread only. */
    public static WindowSnapshot of(Scene scene) {
        return of(draw(scene));
    }

    /** Draws the window without its notices. FX thread only. */
    public static WritableImage draw(Scene scene) {
        Set<Node> notices = scene.getRoot().lookupAll(".notice");
        notices.forEach(notice -> notice.setOpacity(0));
        try {
            return scene.snapshot(null);
        } finally {
            notices.forEach(notice -> notice.setOpacity(1));
        }
    }

    /** Copies the pixels. FX thread only. */
    public static WindowSnapshot of(WritableImage snapshot) {
        int width = (int) snapshot.getWidth();
        int height = (int) snapshot.getHeight();
        int[] pixels = new int[width * height];
        snapshot.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        return new WindowSnapshot(image);
    }

    /** Paints a part of the picture grey, as far as it is within the picture; in pixels. */
    public void cover(int x, int y, int width, int height) {
        for (int row = Math.max(0, y); row < Math.min(image.getHeight(), y + height); row++) {
            for (int column = Math.max(0, x); column < Math.min(image.getWidth(), x + width); column++) {
                image.setRGB(column, row, COVER);
            }
        }
    }

    /** Writes the picture to the stream, and leaves it open. Blocks; any thread. */
    public void writePng(OutputStream stream) throws IOException {
        if (!ImageIO.write(image, "png", stream)) {
            throw new IOException("this Java writes no PNG");
        }
    }

    /** Writes the file. Blocks; any thread. */
    public void writePng(Path file) throws IOException {
        if (!ImageIO.write(image, "png", file.toFile())) {
            throw new IOException("this Java writes no PNG");
        }
    }
}

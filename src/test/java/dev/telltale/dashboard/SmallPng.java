package dev.telltale.dashboard;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Writes a picture of the panel with 128 colours at most: a third of the bytes, and hardly anybody sees it. */
final class SmallPng {
    private static final int COLOURS = 128;
    private static final int OPAQUE = 0xFF000000;

    private SmallPng() {}

    static void write(WritableImage image, Rectangle2D part, Path file) throws IOException {
        int width = (int) part.getWidth();
        int height = (int) part.getHeight();
        int[] pixels = pixels(image.getPixelReader(), part, width, height);
        int[] palette = palette(pixels);
        var colours = new IndexColorModel(8, palette.length, palette, 0, false, -1, 0);
        var small = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, colours);
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int i = 0; i < pixels.length; i++) {
            int index = nearest.computeIfAbsent(pixels[i], colour -> nearest(palette, colour));
            small.getRaster().setSample(i % width, i / width, 0, index);
        }
        write(small, file);
    }

    private static int[] pixels(PixelReader reader, Rectangle2D part, int width, int height) {
        int[] pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = OPAQUE | reader.getArgb((int) part.getMinX() + x, (int) part.getMinY() + y);
            }
        }
        return pixels;
    }

    /** The most frequent colours, and no two closer than it takes to leave room for the rare ones. */
    private static int[] palette(int[] pixels) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int pixel : pixels) {
            counts.merge(pixel, 1, Integer::sum);
        }
        List<Integer> frequent = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        int apart = 0;
        int[] chosen = chosen(frequent, apart);
        while (chosen.length > COLOURS) {
            apart = Math.max(3, apart * 3 / 2);
            chosen = chosen(frequent, apart);
        }
        return chosen;
    }

    private static int[] chosen(List<Integer> frequent, int apart) {
        List<Integer> chosen = new ArrayList<>();
        for (int colour : frequent) {
            if (chosen.stream().noneMatch(other -> distance(colour, other) < apart)) {
                chosen.add(colour);
            }
            if (chosen.size() > COLOURS) {
                break;
            }
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int nearest(int[] palette, int colour) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < palette.length; i++) {
            int distance =
                    square(colour, palette[i], 16) + square(colour, palette[i], 8) + square(colour, palette[i], 0);
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private static int distance(int one, int other) {
        return square(one, other, 16) + square(one, other, 8) + square(one, other, 0);
    }

    private static int square(int one, int other, int shift) {
        int difference = (one >> shift & 0xFF) - (other >> shift & 0xFF);
        return difference * difference;
    }

    private static void write(BufferedImage image, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        Files.deleteIfExists(file);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(0); // The smallest file: the format loses nothing.
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
    }
}

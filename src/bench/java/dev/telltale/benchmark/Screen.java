package dev.telltale.benchmark;

import java.awt.AWTError;
import java.awt.AWTException;
import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The real display, as a person sees it: a few rows of pixels, and keys. */
final class Screen {
    private static final long ROUND_MILLIS = 10;
    /** A window without content has one colour, and a frame of one or two. */
    private static final int COLOURS_OF_CONTENT = 4;

    private static final double[] HEIGHTS = {0.25, 0.5, 0.75};

    private final Robot robot;
    private final Dimension size;

    private Screen(Robot robot, Dimension size) {
        this.robot = robot;
        this.size = size;
    }

    static Screen open() throws IOException {
        if (System.getenv("DISPLAY") == null) {
            throw new IOException("no display");
        }
        try {
            // The tests of windows run this Java without a display.
            System.setProperty("java.awt.headless", "false");
            var robot =
                    new Robot(GraphicsEnvironment.getLocalGraphicsEnvironment().getDefaultScreenDevice());
            return new Screen(robot, Toolkit.getDefaultToolkit().getScreenSize());
        } catch (AWTException | AWTError | LinkageError e) {
            throw new IOException("this Java cannot read the display: " + e.getMessage(), e);
        }
    }

    int[] pixels() {
        int[] pixels = new int[size.width * HEIGHTS.length];
        for (int i = 0; i < HEIGHTS.length; i++) {
            var row = new Rectangle(0, (int) (size.height * HEIGHTS[i]), size.width, 1);
            BufferedImage image = robot.createScreenCapture(row);
            image.getRGB(0, 0, size.width, 1, pixels, i * size.width, size.width);
        }
        return pixels;
    }

    /** Waits until a window with content covers some of the pixels that the screen had before. */
    void awaitContent(int[] before, Duration limit) throws IOException, InterruptedException {
        for (long round = 0; round < limit.toMillis() / ROUND_MILLIS; round++) {
            int[] now = pixels();
            Set<Integer> colours = new HashSet<>();
            for (int i = 0; i < now.length; i++) {
                if (now[i] != before[i]) {
                    colours.add(now[i]);
                }
            }
            if (colours.size() >= COLOURS_OF_CONTENT) {
                return;
            }
            Thread.sleep(ROUND_MILLIS);
        }
        throw new IOException("no window with content within " + limit.toSeconds() + " s");
    }

    /** Moves the pointer to the middle: without a window manager, the window under it has the focus. */
    void point() {
        robot.mouseMove(size.width / 2, size.height / 2);
    }

    /** Moves the pointer to a corner of the screen. */
    void pointAway() {
        robot.mouseMove(0, 0);
    }

    /** Presses Ctrl and this key in the window that has the focus. */
    void control(int key) {
        robot.keyPress(KeyEvent.VK_CONTROL);
        robot.keyPress(key);
        robot.keyRelease(key);
        robot.keyRelease(KeyEvent.VK_CONTROL);
    }
}

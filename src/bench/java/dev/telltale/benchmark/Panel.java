package dev.telltale.benchmark;

import dev.telltale.model.Member;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A window on the real display, drawn in software; closed with its process. */
record Panel(Child child, Screen screen, Duration firstFrame) implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** For the windows before to vanish, and for the new window to get the focus. */
    private static final long CALM_MILLIS = 1_500;

    static Panel open(Workplace place, Screen screen, List<String> words) throws IOException, InterruptedException {
        Thread.sleep(CALM_MILLIS);
        int[] before = screen.pixels();
        ClockReading begin = TimeSource.SYSTEM.now();
        Child child = place.start(words, 0, Map.of("JDK_JAVA_OPTIONS", "-Dprism.order=sw"));
        try {
            screen.awaitContent(before, LIMIT);
            return new Panel(child, screen, TimeSource.SYSTEM.now().since(begin));
        } catch (IOException e) {
            child.close();
            throw e;
        }
    }

    void startCluster(List<Member> members, Asker client) throws IOException, InterruptedException {
        Thread.sleep(CALM_MILLIS);
        screen.control(KeyEvent.VK_ENTER);
        client.allUp(members);
    }

    /** Closes the window by its key; returns the time until the process had ended. */
    Duration closeWindow() throws IOException, InterruptedException {
        ClockReading begin = TimeSource.SYSTEM.now();
        screen.control(KeyEvent.VK_W);
        child.await(LIMIT.toSeconds());
        return TimeSource.SYSTEM.now().since(begin);
    }

    /** Returns why the window could not be minimised; null if it was. */
    @Nullable
    String minimise(Workplace place) throws IOException, InterruptedException {
        if (!StatusBench.isInstalled("xdotool")) {
            return "xdotool is not installed";
        }
        for (String window : windows(place)) {
            place.start(List.of("xdotool", "windowminimize", window)).await(LIMIT.toSeconds());
        }
        Thread.sleep(CALM_MILLIS);
        return windows(place).isEmpty() ? null : "no window manager minimised the window";
    }

    private static List<String> windows(Workplace place) throws IOException, InterruptedException {
        Child search = place.start(List.of("xdotool", "search", "--onlyvisible", "--name", "^Telltale"));
        // It ends with 1 if there is none.
        search.process().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        return search.text().lines().toList();
    }

    @Override
    public void close() {
        child.close();
    }
}

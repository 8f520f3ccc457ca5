package dev.telltale.benchmark;

import dev.telltale.model.Member;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A window on the real display, drawn in software; closed with its process. */
record Panel(Workplace place, Child child, Screen screen, Duration firstFrame) implements AutoCloseable {
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
            return new Panel(place, child, screen, TimeSource.SYSTEM.now().since(begin));
        } catch (IOException e) {
            child.close();
            throw e;
        }
    }

    void startCluster(List<Member> members, Asker client) throws IOException, InterruptedException {
        Thread.sleep(CALM_MILLIS);
        press(KeyEvent.VK_ENTER);
        client.allUp(members);
    }

    /** Presses Ctrl and the key, if this window has the focus: on a desktop another program may have it. */
    private ClockReading press(int key) throws IOException, InterruptedException {
        screen.point();
        String owner = xdotool(List.of("getwindowfocus", "getwindowpid")).strip();
        if (!owner.equals(String.valueOf(child.process().pid()))) {
            throw new IOException("another window has the focus, so that no key was pressed");
        }
        ClockReading begin = TimeSource.SYSTEM.now();
        screen.control(key);
        return begin;
    }

    private String xdotool(List<String> words) throws IOException, InterruptedException {
        if (!StatusBench.isInstalled("xdotool")) {
            throw new IOException("xdotool is not installed");
        }
        List<String> command = new ArrayList<>(List.of("xdotool"));
        command.addAll(words);
        Child call = place.start(command);
        // It ends with 1 if it finds no window.
        call.process().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        return call.text();
    }

    /** Closes the window by its key, twice since nodes run; returns the time until the process had ended. */
    Duration closeWindow() throws IOException, InterruptedException {
        ClockReading begin = press(KeyEvent.VK_W);
        screen.control(KeyEvent.VK_W); // Confirms. A panel that does not ask is closing already, and ignores it.
        child.await(LIMIT.toSeconds());
        return TimeSource.SYSTEM.now().since(begin);
    }

    void minimise() throws IOException, InterruptedException {
        List<String> windows = windows();
        if (windows.isEmpty()) {
            throw new IOException("xdotool finds no visible window of the panel");
        }
        for (String window : windows) {
            xdotool(List.of("windowminimize", window));
        }
        Thread.sleep(CALM_MILLIS);
        if (!windows().isEmpty()) {
            throw new IOException("no window manager minimised the window");
        }
    }

    private List<String> windows() throws IOException, InterruptedException {
        String pid = String.valueOf(child.process().pid());
        return xdotool(List.of("search", "--all", "--onlyvisible", "--pid", pid, "--name", "."))
                .lines()
                .toList();
    }

    @Override
    public void close() {
        child.close();
    }
}

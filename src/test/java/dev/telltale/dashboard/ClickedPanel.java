package dev.telltale.dashboard;

import dev.telltale.cli.Main;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The program's panel as a process of its own, whose buttons are clicked, each as soon as it can be. */
public final class ClickedPanel {
    /** What is clicked, in this order. */
    private static final List<String> CLICKS = List.of("#startCluster", "#pause-node2");

    private ClickedPanel() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of("dashboard"));
        words.addAll(List.of(arguments));
        var clicker = new Thread(ClickedPanel::click, "clicker");
        clicker.setDaemon(true);
        clicker.start();
        Main.main(words.toArray(String[]::new));
    }

    private static void click() {
        try {
            for (String button : CLICKS) {
                while (!isClicked(button)) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
                System.out.println("clicked " + button);
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isClicked(String button) throws InterruptedException, ExecutionException {
        var clicking = new FutureTask<>(() -> Window.getWindows().stream()
                .map(window -> window.getScene().lookup(button))
                .anyMatch(ClickedPanel::isFired));
        try {
            Platform.runLater(clicking);
        } catch (IllegalStateException noToolkitYet) {
            return false;
        }
        return clicking.get();
    }

    /** A busy machine may be too slow for a pause, which the tile says then: Pause is clicked until it reads Resume. */
    private static boolean isFired(@Nullable Node found) {
        if (!(found instanceof Button button) || !button.isVisible() || button.isDisabled()) {
            return false;
        }
        if (button.getText().equals("Resume")) {
            return true;
        }
        button.fire();
        return !button.getText().equals("Pause");
    }
}

package dev.telltale.dashboard;

import dev.telltale.cli.Main;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.stage.Window;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.testfx.util.WaitForAsyncUtils;

/** Runs the panel and clicks its buttons in this order, each as soon as it is enabled. */
public final class ClickedPanel {
    private static final List<String> BUTTONS = List.of("#startCluster", "#pause-node2");

    private ClickedPanel() {}

    public static void main(String[] arguments) throws InterruptedException {
        var clicker = new Thread(() -> BUTTONS.forEach(ClickedPanel::click), "clicker");
        clicker.setDaemon(true);
        clicker.start();
        Main.main(Stream.concat(Stream.of("dashboard"), Stream.of(arguments)).toArray(String[]::new));
    }

    private static void click(String button) {
        Awaitility.await(button + " is shown and clicked")
                .forever()
                .pollInterval(Duration.ofMillis(50))
                // The toolkit has not started yet.
                .ignoreExceptions()
                .until(() -> WaitForAsyncUtils.asyncFx(() -> Window.getWindows().stream()
                                .map(window -> window.getScene().lookup(button))
                                .anyMatch(ClickedPanel::isClicked))
                        .get());
        System.out.println("clicked " + button);
    }

    /** Clicks Pause, which may fail on a busy machine, until the button reads Resume. */
    private static boolean isClicked(@Nullable Node node) {
        if (!(node instanceof Button button) || !button.isVisible() || button.isDisabled()) {
            return false;
        }
        if (button.getText().equals("Resume")) {
            return true;
        }
        button.fire();
        return !button.getText().equals("Pause");
    }
}

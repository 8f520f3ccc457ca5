package dev.telltale.dashboard;

import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** The window around the panel: its place, size and theme, as they were left. */
final class PanelWindow {
    private final Stage stage;
    private final PanelController panel;

    PanelWindow(Stage stage, PanelController panel) {
        this.stage = stage;
        this.panel = panel;
    }

    void open(Preferences wanted) {
        List<Rectangle2D> screens =
                Screen.getScreens().stream().map(Screen::getVisualBounds).toList();
        Preferences place = WindowPlace.onScreen(wanted, screens);
        panel.themeProperty().addListener((property, before, after) -> after.apply());
        panel.themeProperty().set(place.chosenTheme());
        place.chosenTheme().apply();
        panel.matrix().reduceMotionProperty().set(place.reduceMotion());
        stage.setTitle("Telltale");
        stage.setScene(new Scene(panel.root(), place.width(), place.height()));
        stage.setMinWidth(Preferences.LEAST_WIDTH);
        stage.setMinHeight(Preferences.LEAST_HEIGHT);
        if (place.x() != null && place.y() != null) {
            stage.setX(place.x());
            stage.setY(place.y());
        }
        if (place.maximized()) {
            // Never set to false: on Linux that opens the window 200 pixels small.
            stage.setMaximized(true);
        }
        stage.show();
        insistOnSize();
        panel.focusFirst();
    }

    /** JavaFX 21 under some window managers (openbox) shows a window at its least size and believes that it is larger. */
    private void insistOnSize() {
        double width = stage.getWidth();
        double height = stage.getHeight();
        stage.setWidth(width + 1);
        stage.setHeight(height + 1);
        stage.setWidth(width);
        stage.setHeight(height);
    }

    Preferences preferences() {
        Scene scene = stage.getScene();
        // The size of the scene, not of the stage: the frame differs from system to system.
        return new Preferences(
                stage.getX(),
                stage.getY(),
                scene.getWidth(),
                scene.getHeight(),
                stage.isMaximized(),
                panel.themeProperty().get(),
                panel.matrix().reduceMotionProperty().get());
    }

    void hide() {
        stage.hide();
    }
}

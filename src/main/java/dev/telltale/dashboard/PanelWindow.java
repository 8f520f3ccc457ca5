package dev.telltale.dashboard;

import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.kit.Preferences;
import dev.telltale.dashboard.kit.WindowPlace;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** The window around the panel: its place, size and theme, as they were left. */
final class PanelWindow {
    private final Stage stage;
    private final PanelController panel;
    /** As it was when it was last neither maximised nor minimised. */
    private Preferences normal = Preferences.DEFAULT;

    PanelWindow(Stage stage, PanelController panel) {
        this.stage = stage;
        this.panel = panel;
    }

    void open(Preferences wanted) {
        Preferences place = WindowPlace.onScreen(wanted, screens());
        panel.themeProperty().addListener((property, before, after) -> after.apply());
        panel.themeProperty().set(place.chosenTheme());
        place.chosenTheme().apply();
        panel.matrix().reduceMotionProperty().set(place.reduceMotion());
        stage.setTitle("Telltale");
        stage.setScene(new Scene(panel.root()));
        Dimension2D least = WindowPlace.least(screens());
        stage.setMinWidth(least.getWidth());
        stage.setMinHeight(least.getHeight());
        size(place.width(), place.height());
        if (place.x() != null && place.y() != null) {
            stage.setX(place.x());
            stage.setY(place.y());
        }
        if (place.maximized()) {
            // Never set to false: on Linux that opens the window 200 pixels small.
            stage.setMaximized(true);
        }
        normal = place;
        stage.show();
        if (!place.maximized()) {
            insistOnSize(place);
        } else {
            stage.maximizedProperty().addListener(new RestoreOnce(place));
        }
        Stream.of(stage.xProperty(), stage.yProperty(), stage.widthProperty(), stage.heightProperty())
                // Afterwards: a window that is maximised is moved first, and then told to be larger.
                .forEach(length ->
                        length.addListener((property, before, after) -> FxBridge.FX_THREAD.execute(this::remember)));
        remember();
        panel.focusFirst();
    }

    private static List<Rectangle2D> screens() {
        return Screen.getScreens().stream().map(Screen::getVisualBounds).toList();
    }

    /** JavaFX 21 under some window managers (openbox) shows a window at its least size and believes that it is larger. */
    private void insistOnSize(Preferences place) {
        size(place.width() + 1, place.height() + 1);
        size(place.width(), place.height());
    }

    /**
     * A window that opened maximised has never had its normal rectangle: openbox leaves it as large as the screen at
     * the first change back, and JavaFX believes that it has grown by its frame.
     */
    private final class RestoreOnce implements ChangeListener<Boolean> {
        private final Preferences place;

        RestoreOnce(Preferences place) {
            this.place = place;
        }

        @Override
        public void changed(ObservableValue<? extends Boolean> maximized, Boolean before, Boolean isMaximized) {
            maximized.removeListener(this);
            FxBridge.FX_THREAD.execute(() -> {
                if (place.x() != null && place.y() != null) {
                    stage.setX(place.x());
                    stage.setY(place.y());
                }
                insistOnSize(place);
            });
        }
    }

    private void size(double width, double height) {
        stage.setWidth(width);
        stage.setHeight(height);
    }

    private void remember() {
        boolean isNormal = !stage.isMaximized() && !stage.isIconified() && !stage.isFullScreen();
        double width = stage.getWidth();
        double height = stage.getHeight();
        if (isNormal
                && !WindowPlace.isWholeScreen(new Rectangle2D(stage.getX(), stage.getY(), width, height), screens())) {
            Preferences sized = normal.sized(width, height);
            Preferences moved = sized.at(stage.getX(), stage.getY());
            // While it opens, some window managers tell that it is with its title bar above the screen, which it is
            // not.
            normal = WindowPlace.isReachable(moved, screens()) ? moved : sized;
        }
    }

    /** With its frame: what the scene is given has it outside on one system and inside on another. */
    Preferences preferences() {
        return new Preferences(
                normal.x(),
                normal.y(),
                normal.width(),
                normal.height(),
                stage.isMaximized(),
                panel.themeProperty().get(),
                panel.matrix().reduceMotionProperty().get());
    }

    void hide() {
        stage.hide();
    }
}

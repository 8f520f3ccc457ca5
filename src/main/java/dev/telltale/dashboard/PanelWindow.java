package dev.telltale.dashboard;

import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.kit.Preferences;
import dev.telltale.dashboard.kit.Theme;
import dev.telltale.dashboard.kit.WindowPlace;
import dev.telltale.dashboard.viewmodel.DetectorViewModel;
import java.util.List;
import java.util.stream.Stream;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;

/** The window of the panel, with its saved position, size and theme. FX thread only. */
final class PanelWindow {
    private final Stage stage;
    private final ChangeListener<Theme> themes = (property, before, after) -> after.apply();
    private PanelController panel;
    private DetectorViewModel detector;
    /** Position and size when the window was last neither maximised nor minimised. */
    private Preferences normal = Preferences.DEFAULT;

    PanelWindow(Stage stage, PanelController panel, DetectorViewModel detector) {
        this.stage = stage;
        this.panel = panel;
        this.detector = detector;
    }

    void open(Preferences wanted) {
        Preferences place = WindowPlace.onScreen(wanted, screens());
        restore(place);
        place.chosenTheme().apply();
        stage.setScene(new Scene(panel.root()));
        Dimension2D min = WindowPlace.minSize(screens());
        stage.setMinWidth(min.getWidth());
        stage.setMinHeight(min.getHeight());
        size(place.width(), place.height());
        if (place.x() != null && place.y() != null) {
            position(place.x(), place.y());
        }
        if (place.maximized()) {
            // Never set to false: on Linux that opens the window 200 pixels small.
            stage.setMaximized(true);
        }
        normal = place;
        stage.show();
        if (!place.maximized()) {
            FxBridge.FX_THREAD.execute(() -> force(place));
        } else {
            stage.maximizedProperty().addListener(new RestoreOnce(place));
        }
        Stream.of(stage.xProperty(), stage.yProperty(), stage.widthProperty(), stage.heightProperty())
                // Later: while a window is being maximised, it is moved before its state and size change.
                .forEach(length ->
                        length.addListener((property, before, after) -> FxBridge.FX_THREAD.execute(this::remember)));
        remember();
        panel.focusFirst();
    }

    /** Shows another panel, with the same theme, motion and detector; nothing else of the window changes. */
    void show(PanelController next, DetectorViewModel nextDetector) {
        Preferences kept = preferences();
        panel = next;
        detector = nextDetector;
        restore(kept);
        stage.getScene().setRoot(panel.root());
        panel.focusFirst();
    }

    private void restore(Preferences kept) {
        panel.themeProperty().removeListener(themes); // A panel may be shown again.
        panel.themeProperty().addListener(themes);
        panel.themeProperty().set(kept.chosenTheme());
        panel.matrix().reduceMotionProperty().set(kept.reduceMotion());
        detector.restore(kept.detector());
        panel.restore(kept.chosenLayout());
        panel.zoom().percentProperty().set(kept.zoom());
        stage.titleProperty().bind(panel.titleProperty());
    }

    private static List<Rectangle2D> screens() {
        return Screen.getScreens().stream().map(Screen::getVisualBounds).toList();
    }

    /**
     * Sets position and size again, by way of other values, since JavaFX passes on only changes. Under openbox, JavaFX
     * 21 shows the minimum size but reports the wanted one, and the first window of a session often stays at 0, 0.
     */
    private void force(Preferences place) {
        size(place.width() + 1, place.height() + 1);
        size(place.width(), place.height());
        if (place.x() != null && place.y() != null) {
            position(place.x() + 1, place.y() + 1);
            position(place.x(), place.y());
        }
    }

    /**
     * Restores the normal rectangle of a window that opened maximised. Otherwise openbox leaves the window as large
     * as the screen, and JavaFX reports it larger by its frame. Openbox may do so after the request, too: for two
     * seconds, a window as large as the screen is sized again.
     */
    private final class RestoreOnce implements ChangeListener<Boolean> {
        private static final Duration INTERVAL = Duration.millis(200);
        private static final int CHECKS = 10;

        private final Preferences place;

        RestoreOnce(Preferences place) {
            this.place = place;
        }

        @Override
        public void changed(ObservableValue<? extends Boolean> maximized, Boolean before, Boolean isMaximized) {
            maximized.removeListener(this);
            FxBridge.FX_THREAD.execute(() -> force(place));
            var checks = new Timeline(new KeyFrame(INTERVAL, check -> {
                if (isNormal() && WindowPlace.coversScreen(bounds(), screens())) {
                    force(place);
                }
            }));
            checks.setCycleCount(CHECKS);
            checks.play();
        }
    }

    private Rectangle2D bounds() {
        return new Rectangle2D(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
    }

    private void position(double x, double y) {
        stage.setX(x);
        stage.setY(y);
    }

    private void size(double width, double height) {
        stage.setWidth(width);
        stage.setHeight(height);
    }

    private boolean isNormal() {
        return stage.isShowing() && !stage.isMaximized() && !stage.isIconified() && !stage.isFullScreen();
    }

    private void remember() {
        if (isNormal() && !WindowPlace.coversScreen(bounds(), screens())) {
            Preferences sized = normal.withSize(stage.getWidth(), stage.getHeight());
            Preferences moved = sized.withPosition(stage.getX(), stage.getY());
            // While the window opens, some window managers report a position with the title bar above the screen.
            normal = WindowPlace.isReachable(moved, screens()) ? moved : sized;
        }
    }

    /** The values to save. Sizes include the frame: whether that of the scene does depends on the system. */
    Preferences preferences() {
        return new Preferences(
                normal.x(),
                normal.y(),
                normal.width(),
                normal.height(),
                stage.isMaximized(),
                panel.themeProperty().get(),
                panel.matrix().reduceMotionProperty().get(),
                detector.preference(),
                panel.layout(),
                panel.zoom().percentProperty().get());
    }

    /** Cells change without fading from now on: it would take processor time from the nodes that end. */
    void stopMotion() {
        panel.matrix().reduceMotionProperty().set(true);
    }

    void hide() {
        stage.hide();
    }
}

package dev.telltale.dashboard.recorder;

import dev.telltale.dashboard.kit.Copies;
import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.kit.MenuItems;
import dev.telltale.dashboard.viewmodel.recorder.RecordingText;
import dev.telltale.dashboard.viewmodel.recorder.RecordingViewModel;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

/** Says whether the cluster is recorded, and pauses, continues or switches that off. FX thread only. */
public final class RecordingMenu {
    private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");

    private final MenuButton button;
    private final RecordingViewModel model;
    private final StringProperty tooltip;
    private final MenuItem pause;
    private final MenuItem onOrOff;
    private final MenuItem copyPath;

    /** Fills the menu, and shows it once there is something to say. */
    public RecordingMenu(MenuButton button, RecordingViewModel model) {
        this.button = button;
        this.model = model;
        button.setMnemonicParsing(false);
        tooltip = LazyTooltip.install(button);
        pause = MenuItems.of("pauseRecording", "", () -> model.setPaused(!shown().isPaused()));
        onOrOff = MenuItems.of(
                "switchRecording",
                "",
                () -> model.wantedProperty().set(!model.wantedProperty().get()));
        copyPath = MenuItems.of("copyRecordingPath", "Copy path of the recording", () -> Copies.copy(shown().folder()));
        button.getItems().addAll(pause, onOrOff, copyPath);
        model.textProperty().addListener((property, before, after) -> show());
        model.wantedProperty().addListener((property, before, after) -> show());
        show();
    }

    private RecordingText shown() {
        return model.textProperty().get();
    }

    private void show() {
        RecordingText text = shown();
        button.setText(text.label());
        button.setVisible(!text.label().isEmpty());
        button.setAccessibleText(text.label().isEmpty() ? "Recording" : text.label());
        button.pseudoClassStateChanged(TROUBLE, text.mood() == RecordingText.Mood.TROUBLE);
        tooltip.set(text.tooltip());
        pause.setText(text.isPaused() ? "Continue recording" : "Pause recording");
        pause.setDisable(!text.canPause());
        onOrOff.setText(model.wantedProperty().get() ? "Switch recording off" : "Switch recording on");
        copyPath.setDisable(text.folder().isEmpty());
    }
}

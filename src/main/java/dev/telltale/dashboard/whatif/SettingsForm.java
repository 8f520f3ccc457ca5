package dev.telltale.dashboard.whatif;

import atlantafx.base.theme.Styles;
import dev.telltale.dashboard.viewmodel.whatif.SettingChoice;
import dev.telltale.dashboard.viewmodel.whatif.TriedSetting;
import dev.telltale.dashboard.viewmodel.whatif.WhatIfViewModel;
import dev.telltale.model.DetectorKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The detector and the sliders of the what-if pane. FX thread only. */
final class SettingsForm extends VBox {
    private final WhatIfViewModel model;
    private final Map<DetectorKind, ToggleButton> detectors = new EnumMap<>(DetectorKind.class);
    private final SettingSlider timeout;
    private final SettingSlider threshold;
    private final SettingSlider multiple;
    private final Label hint = new Label();
    private final Button reset = new Button("As recorded");
    private final Button pin = new Button("Pin");

    SettingsForm(WhatIfViewModel model) {
        this.model = model;
        getStyleClass().add("settings-form");
        var group = new ToggleGroup();
        var line = new HBox();
        line.getStyleClass().add("detector-choice");
        for (DetectorKind kind : DetectorKind.ALL) {
            var button = new ToggleButton(kind.id());
            button.setId("whatIf-" + kind.id());
            button.setAccessibleText("Detector " + kind.id());
            button.setToggleGroup(group);
            button.getStyleClass().add(pill(kind));
            button.setOnAction(event -> {
                button.setSelected(true);
                change(setting -> setting.withDetector(kind));
            });
            detectors.put(kind, button);
            line.getChildren().add(button);
        }
        timeout = new SettingSlider(
                "whatIfTimeout", millis -> change(setting -> setting.withTimeout(Duration.ofMillis((long) millis))));
        threshold = new SettingSlider("whatIfThreshold", this::chooseThreshold);
        multiple = new SettingSlider("whatIfMultiple", this::chooseMultiple);
        hint.getStyleClass().add("quiet");
        hint.setWrapText(true);
        pin.setId("pin");
        pin.setOnAction(event -> model.pin());
        pin.setAccessibleHelp("Keeps this setting as a row and a lane, at most " + WhatIfViewModel.MAX_PINS + ".");
        reset.setId("asRecorded");
        reset.setOnAction(event -> {
            SettingChoice choice = model.choice();
            TriedSetting now = model.settingProperty().get();
            if (choice != null && now != null) {
                model.choose(choice.recorded(now.detector()));
            }
        });
        var buttons = new HBox(pin, reset);
        buttons.getStyleClass().add("line");
        getChildren().addAll(line, timeout, threshold, multiple, hint, buttons);
        model.settingProperty().addListener((property, before, after) -> show(after));
        show(model.settingProperty().get());
    }

    /** The style class of a button in a row of buttons that touch each other. */
    private static String pill(DetectorKind kind) {
        int place = DetectorKind.ALL.indexOf(kind);
        return place == 0
                ? Styles.LEFT_PILL
                : place == DetectorKind.ALL.size() - 1 ? Styles.RIGHT_PILL : Styles.CENTER_PILL;
    }

    private void change(UnaryOperator<TriedSetting> changed) {
        TriedSetting now = model.settingProperty().get();
        if (now != null) {
            model.choose(changed.apply(now));
        }
    }

    private void chooseThreshold(double value) {
        change(setting ->
                setting.detector() == DetectorKind.PHI ? setting.withPhi(value) : setting.withFailures((int) value));
    }

    private void chooseMultiple(double value) {
        SettingChoice choice = model.choice();
        if (choice != null) {
            change(setting -> choice.withMultiple(setting, (int) value));
        }
    }

    private void show(@Nullable TriedSetting setting) {
        SettingChoice choice = model.choice();
        setDisable(setting == null);
        if (setting == null || choice == null) {
            return;
        }
        detectors.forEach((kind, button) -> button.setSelected(kind == setting.detector()));
        TriedSetting recorded = choice.recorded(setting.detector());
        timeout.show(
                "timeout",
                choice.timeout(setting.multiple()),
                (double) setting.timeout().toMillis(),
                (double) recorded.timeout().toMillis());
        boolean isPhi = setting.detector() == DetectorKind.PHI;
        threshold.show(
                isPhi ? "phi threshold" : "suspect after",
                isPhi ? SettingChoice.phi() : SettingChoice.failures(),
                isPhi ? setting.phi() : setting.failures(),
                isPhi ? recorded.phi() : recorded.failures());
        threshold.setDisable(setting.detector() == DetectorKind.SWIM);
        multiple.show("interval", choice.multiple(), setting.multiple(), 1);
        hint.setText(hint(setting.detector()));
        hint.setManaged(!hint.getText().isEmpty());
        reset.setDisable(setting.equals(recorded));
    }

    private static String hint(DetectorKind detector) {
        return switch (detector) {
            case EVIDENCE, TIMEOUT -> "";
            case PHI -> "Half of the timeout is the pause that phi accepts.";
            case SWIM -> "swim has no threshold: an attempt that fails lets it ask other nodes.";
        };
    }
}

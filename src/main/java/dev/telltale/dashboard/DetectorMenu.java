package dev.telltale.dashboard;

import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.viewmodel.DetectorChoice;
import dev.telltale.dashboard.viewmodel.MeasureViewModel;
import dev.telltale.model.DetectorKind;
import java.util.EnumMap;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/** Shows which detector sets the status at the nodes, and switches it on all of them. FX thread only. */
final class DetectorMenu {
    private static final Map<DetectorKind, String> MEANING = new EnumMap<>(Map.of(
            DetectorKind.EVIDENCE, "definite evidence at once, silence after the timeout",
            DetectorKind.TIMEOUT, "silence after the timeout, and nothing else",
            DetectorKind.PHI, "silence that is unlikely after the heartbeats so far",
            DetectorKind.SWIM, "suspicion that other nodes confirm or refute"));

    private final MeasureViewModel model;
    private final Map<DetectorKind, RadioMenuItem> items = new EnumMap<>(DetectorKind.class);
    private final Tooltip tooltip = new Tooltip();
    private final StringProperty name = new SimpleStringProperty(this, "name", "");

    DetectorMenu(MenuButton button, MeasureViewModel model) {
        this.model = model;
        for (DetectorKind kind : DetectorKind.ALL) {
            var item = new RadioMenuItem(kind.word() + ": " + MEANING.get(kind));
            item.setId("decide-" + kind.word());
            item.setOnAction(event -> choose(kind));
            items.put(kind, item);
            button.getItems().add(item);
        }
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(360);
        button.setTooltip(tooltip);
        // In a narrow tool bar its word alone, so that Start and Stop are never cut off.
        var bar = (Region) button.getParent();
        button.textProperty()
                .bind(Bindings.when(bar.widthProperty().lessThan(PanelSizes.NARROW_WINDOW))
                        .then(name)
                        .otherwise(Bindings.concat("Detector: ", name)));
    }

    /** Shows the choice, and follows it from now on. */
    void show() {
        model.detectorProperty().addListener((property, before, after) -> show(after));
        show(model.detectorProperty().get());
    }

    private void choose(DetectorKind kind) {
        show(model.detectorProperty().get()); // Undoes the mark that the click set: the nodes do not report it yet.
        model.selectDetector(kind);
    }

    private void show(DetectorChoice choice) {
        name.set(choice.word());
        items.forEach((kind, item) -> item.setSelected(kind == choice.kind()));
        String detail = choice.detail().isEmpty() ? "" : " Now " + choice.detail() + ".";
        tooltip.setText(KeyBindings.DETECTOR.tooltip(
                "All four detectors evaluate the same heartbeats; the verdict of this one is the status." + detail));
    }
}

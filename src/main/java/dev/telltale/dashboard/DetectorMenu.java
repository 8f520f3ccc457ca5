package dev.telltale.dashboard;

import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.viewmodel.DetectorChoice;
import dev.telltale.dashboard.viewmodel.MeasureViewModel;
import dev.telltale.model.DetectorKind;
import java.util.EnumMap;
import java.util.Map;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Tooltip;

/** Which detector decides in the whole cluster: shows what the nodes report, and asks them for another. */
final class DetectorMenu {
    private static final Map<DetectorKind, String> MEANING = new EnumMap<>(Map.of(
            DetectorKind.EVIDENCE, "refused connections at once, silence after the timeout",
            DetectorKind.TIMEOUT, "silence after the timeout, and nothing else",
            DetectorKind.PHI, "silence that is unlikely after the heartbeats so far",
            DetectorKind.SWIM, "suspicion that other nodes confirm or refute"));

    private final MenuButton button;
    private final MeasureViewModel model;
    private final Map<DetectorKind, RadioMenuItem> items = new EnumMap<>(DetectorKind.class);
    private final Tooltip tooltip = new Tooltip();

    DetectorMenu(MenuButton button, MeasureViewModel model) {
        this.button = button;
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
    }

    /** From now on. */
    void show() {
        model.detectorProperty().addListener((property, before, after) -> show(after));
        show(model.detectorProperty().get());
    }

    private void choose(DetectorKind kind) {
        show(model.detectorProperty().get()); // A click marks its item by itself; the nodes have not said so yet.
        model.decide(kind);
    }

    private void show(DetectorChoice choice) {
        button.setText("decides: " + choice.word());
        items.forEach((kind, item) -> item.setSelected(kind == choice.kind()));
        String which = choice.detail().isEmpty() ? "" : " Now " + choice.detail() + ".";
        tooltip.setText(KeyBindings.DETECTOR.tip(
                "All four detectors judge the same heartbeats; this one's word is the status." + which));
    }
}

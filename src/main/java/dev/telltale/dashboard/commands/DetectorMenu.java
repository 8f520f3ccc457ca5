package dev.telltale.dashboard.commands;

import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.viewmodel.DetectorViewModel;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;
import dev.telltale.text.NameList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/** The menu that chooses the detector whose verdicts this window shows as the statuses. FX thread only. */
public final class DetectorMenu {
    private static final int MAX_NAMES = 3;

    private static final Map<DetectorKind, String> MEANING = new EnumMap<>(Map.of(
            DetectorKind.EVIDENCE, "definite evidence at once, silence after the timeout",
            DetectorKind.TIMEOUT, "silence after the timeout, and nothing else",
            DetectorKind.PHI, "silence that is unlikely after the heartbeats so far",
            DetectorKind.SWIM, "suspicion that other nodes confirm or refute"));

    private final DetectorViewModel model;
    private final Map<DetectorKind, RadioMenuItem> items = new EnumMap<>(DetectorKind.class);
    private final Tooltip tooltip = new Tooltip();
    private final StringProperty name = new SimpleStringProperty(this, "name", "");

    /** @param narrow width of the tool bar below which the button has the name of the detector only */
    public DetectorMenu(MenuButton button, DetectorViewModel model, double narrow) {
        this.model = model;
        for (DetectorKind kind : DetectorKind.ALL) {
            var item = new RadioMenuItem(kind.id() + ": " + MEANING.get(kind));
            item.setId("decide-" + kind.id());
            item.setOnAction(event -> model.detectorProperty().set(kind));
            items.put(kind, item);
            button.getItems().add(item);
        }
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(360);
        button.setTooltip(tooltip);
        // In a narrow tool bar its word alone, so that Start and Stop are never cut off.
        var bar = (Region) button.getParent();
        button.textProperty()
                .bind(Bindings.when(bar.widthProperty().lessThan(narrow))
                        .then(name)
                        .otherwise(Bindings.concat("Detector: ", name)));
    }

    /** Shows the choice, and follows it from now on. */
    public void show() {
        model.detectorProperty().addListener((property, before, after) -> update());
        model.withoutVerdictProperty().addListener((property, before, after) -> update());
        update();
    }

    private void update() {
        DetectorKind chosen = model.detectorProperty().get();
        name.set(chosen.id());
        items.forEach((kind, item) -> item.setSelected(kind == chosen));
        List<NodeId> without = model.withoutVerdictProperty().get();
        String rest = without.isEmpty()
                ? ""
                : " No verdict of it from "
                        + NameList.first(MAX_NAMES, without) + ": shown with "
                        + (without.size() == 1 ? "its own status." : "their own statuses.");
        tooltip.setText(KeyBindings.DETECTOR.tooltip(
                "The detector whose verdicts this window shows as the statuses. A choice of this window only: every"
                        + " node runs all four detectors, and none is changed." + rest));
    }
}

package dev.telltale.dashboard.cluster;

import dev.telltale.config.HeartbeatPreset;
import dev.telltale.dashboard.kit.ModalCard;
import dev.telltale.dashboard.viewmodel.cluster.NewCluster;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The fields of a new cluster. FX thread only. */
final class NewClusterForm {
    private final NewCluster model;
    private final GridPane fields = new GridPane();

    NewClusterForm(NewCluster model) {
        this.model = model;
    }

    /** @param create called when the button that creates the cluster is pressed */
    void show(ModalCard card, Runnable create) {
        TextField nodes = field("clusterNodes", "Nodes", model.nodesProperty(), "1 to 30");
        fields.add(label("Rhythm"), 0, 1);
        fields.add(presets(), 1, 1, 2, 1);
        field("clusterInterval", "Heartbeat interval", model.intervalProperty(), "such as 400 ms or 2 s");
        field("clusterTimeout", "Heartbeat timeout", model.timeoutProperty(), "silence after which a node is down");
        fields.getStyleClass().add("form");
        var problem = new Label();
        problem.setId("clusterProblem");
        problem.getStyleClass().add("problem");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.textProperty().bind(model.problemProperty());
        var hint = new Label("The nodes run on this machine, each on a free port.");
        hint.getStyleClass().add("quiet");
        Button make = card.button("createCluster", "Create cluster", create);
        make.setDefaultButton(true);
        make.disableProperty().bind(model.problemProperty().isNotEmpty());
        Button cancel = card.button("cancelCluster", "Cancel", () -> {});
        card.show("newClusterCard", "New cluster", new VBox(8, fields, hint, problem), List.of(cancel, make), nodes);
        nodes.selectAll();
    }

    private HBox presets() {
        var row = new HBox(8);
        for (HeartbeatPreset preset : HeartbeatPreset.values()) {
            var button = new ToggleButton(NewCluster.words(preset));
            button.setId("preset-" + preset.name().toLowerCase(Locale.ROOT));
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(event -> model.choose(preset));
            model.presetProperty().subscribe(chosen -> button.setSelected(chosen == preset));
            row.getChildren().add(button);
        }
        return row;
    }

    private TextField field(String id, String name, StringProperty text, String hint) {
        var field = new TextField();
        field.setId(id);
        field.setAccessibleText(name);
        field.setPrefColumnCount(8);
        field.textProperty().bindBidirectional(text);
        int row = fields.getRowCount();
        var quiet = new Label(hint);
        quiet.getStyleClass().add("quiet");
        fields.addRow(row, label(name), field, quiet);
        return field;
    }

    private static Label label(String text) {
        var label = new Label(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }
}

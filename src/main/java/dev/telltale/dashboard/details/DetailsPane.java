package dev.telltale.dashboard.details;

import dev.telltale.dashboard.kit.Copies;
import dev.telltale.dashboard.kit.PropertyGrid;
import dev.telltale.dashboard.kit.PseudoClasses;
import dev.telltale.dashboard.viewmodel.GridViewModel;
import dev.telltale.dashboard.viewmodel.cell.CellDetails;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The details of the hovered cell, else of the selected one. */
public final class DetailsPane extends VBox {
    private static final String HINT = "Point at a cell of the grid, or move to one with the arrow keys."
            + " Shows what that observer thinks of that node, and why.";

    private final Label title = heading("");
    private final Label hint = new Label(HINT);
    private final PropertyGrid facts = new PropertyGrid();
    private final Label verdictsTitle = section("Verdicts on the same heartbeats");
    private final VerdictsPane verdicts = new VerdictsPane();
    private final DetectionPane detections = new DetectionPane();
    private final Label moreTitle = section("Last attempts");
    private final PropertyGrid more = new PropertyGrid();

    public DetailsPane(GridViewModel model) {
        setId("details");
        getStyleClass().add("details");
        hint.getStyleClass().add("quiet");
        hint.setWrapText(true);
        model.detailsProperty().addListener((property, before, after) -> show(after));
        show(model.detailsProperty().get());
        Copies.offer(this, model::detailsText);
    }

    private static Label heading(String text) {
        var label = new Label(text);
        label.getStyleClass().add("heading");
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label section(String text) {
        Label label = heading(text);
        label.setWrapText(true);
        label.getStyleClass().add("section");
        return label;
    }

    private void show(@Nullable CellDetails details) {
        if (details == null) {
            title.setText("One cell");
            arrange(List.of(title, hint));
            return;
        }
        title.setText(details.title());
        facts.show(details.fields());
        Label status = facts.value(0);
        if (!status.getStyleClass().contains("cell-status")) {
            status.getStyleClass().add("cell-status");
        }
        PseudoClasses.show(status, details.state());
        List<Node> parts = new ArrayList<>(List.of(title, facts));
        if (!details.verdicts().isEmpty()) {
            verdicts.show(details.verdicts());
            parts.addAll(List.of(verdictsTitle, verdicts));
        }
        if (details.chart() != null) {
            detections.show(details.chart());
            parts.add(detections);
        }
        if (!details.more().isEmpty()) {
            more.show(details.more());
            parts.addAll(List.of(moreTitle, more));
        }
        arrange(parts);
    }

    private void arrange(List<Node> parts) {
        if (!getChildren().equals(parts)) {
            getChildren().setAll(parts);
        }
    }

    /** Sets whether each value is below its label, for a narrow pane. */
    public void setStacked(boolean isStacked) {
        facts.setStacked(isStacked);
        more.setStacked(isStacked);
        verdicts.setStacked(isStacked);
    }
}

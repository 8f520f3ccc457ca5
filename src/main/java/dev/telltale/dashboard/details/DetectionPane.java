package dev.telltale.dashboard.details;

import dev.telltale.dashboard.viewmodel.cell.DetectionChart;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The chart of the detection times of this run, with the predicted bounds in words. */
final class DetectionPane extends VBox {
    private final Label title = label("heading");
    private final DetectionPlot plot = new DetectionPlot();
    private final Label predicted = label("quiet");
    private final Label departure = label("departure");

    DetectionPane() {
        setId("detections");
        getStyleClass().add("detections");
        predicted.setId("predicted");
        departure.setId("departure");
        getChildren().addAll(title, plot, predicted, departure);
    }

    private static Label label(String styleClass) {
        var label = new Label();
        label.getStyleClass().add(styleClass);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    void show(DetectionChart chart) {
        title.setText(chart.title());
        plot.show(chart);
        predicted.setText(chart.predicted());
        departure.setText(chart.deviation());
        departure.setVisible(!chart.deviation().isEmpty());
        departure.setManaged(!chart.deviation().isEmpty());
    }
}

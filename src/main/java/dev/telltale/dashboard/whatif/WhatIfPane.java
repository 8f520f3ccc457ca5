package dev.telltale.dashboard.whatif;

import dev.telltale.dashboard.viewmodel.whatif.CurveChart;
import dev.telltale.dashboard.viewmodel.whatif.LanesViewModel;
import dev.telltale.dashboard.viewmodel.whatif.SettingChoice;
import dev.telltale.dashboard.viewmodel.whatif.SettingRow;
import dev.telltale.dashboard.viewmodel.whatif.WhatIfViewModel;
import dev.telltale.fault.Link;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/**
 * The what-if pane of a recording: the sliders and the curve above, the scores and the lanes of the tried settings below
 * them, the recommendation at the end. FX thread only.
 */
public final class WhatIfPane extends ScrollPane {
    /** A narrower pane has the curve below the sliders. */
    private static final double WIDE = 900;

    private static final double FORM_WIDTH = 380;
    private static final double BAR = 14;

    private final WhatIfViewModel model;
    private final SettingsForm form;
    private final CurveCanvas curve;
    private final VBox chart;
    private final GridPane top = new GridPane();
    private final ScoreTable scores;
    private final ComboBox<Link> link = new ComboBox<>();
    private final Label fidelity = quiet("fidelity");
    private final Label reasons = quiet("curveReasons");

    public WhatIfPane(WhatIfViewModel model) {
        this.model = model;
        setId("whatIf");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        form = new SettingsForm(model);
        curve = new CurveCanvas(model::choose);
        Label curveTitle = heading("Mistakes against detection time");
        Label curveStatus = quiet("curveStatus");
        curveStatus.textProperty().bind(model.curve().statusProperty());
        chart = new VBox(new FlowPane(8, 0, curveTitle, curveStatus), curve, reasons);
        chart.setMinWidth(0);
        scores = new ScoreTable(model::unpin);
        var scroll = new ScrollPane(scores);
        scroll.setFitToWidth(true);
        scroll.setVbarPolicy(ScrollBarPolicy.NEVER);
        // Room for the bar, if the table is wider.
        scroll.minHeightProperty().bind(scores.heightProperty().add(BAR));
        Label status = quiet("whatIfStatus");
        status.textProperty().bind(model.statusProperty());
        status.managedProperty().bind(status.textProperty().isNotEmpty());
        top.setHgap(24);
        top.setVgap(12);
        var content = new VBox(
                heading("What if the cluster had other settings?"),
                status,
                top,
                heading("Scores"),
                scroll,
                fidelity,
                lanesHead(model.lanes()),
                new LanesCanvas(model.lanes()),
                new AdvicePane(model.advice()));
        content.getStyleClass().add("what-if");
        setContent(content);
        widthProperty().addListener((property, before, after) -> arrange());
        arrange();
        model.rowsProperty().addListener((property, before, after) -> showRows(after));
        model.curve().chartProperty().addListener((property, before, after) -> showChart(after));
        model.busyProperty().addListener((property, before, isBusy) -> scores.setOpacity(isBusy ? 0.6 : 1));
        model.settingProperty().addListener((property, before, after) -> showLinks());
        showLinks();
        showRows(model.rowsProperty().get());
        showChart(model.curve().chartProperty().get());
    }

    private static Label heading(String words) {
        var label = new Label(words);
        label.getStyleClass().add("heading");
        return label;
    }

    private static Label quiet(String id) {
        var label = new Label();
        label.setId(id);
        label.getStyleClass().add("quiet");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private FlowPane lanesHead(LanesViewModel lanes) {
        link.setId("whatIfLink");
        link.setAccessibleText("Observer and subject of the lanes");
        link.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Link shown) {
                return shown == null ? "" : shown.observer() + " about " + shown.subject();
            }

            @Override
            public @Nullable Link fromString(String words) {
                return null;
            }
        });
        link.valueProperty().bindBidirectional(lanes.linkProperty());
        var head = new FlowPane(
                heading("Verdicts of"),
                link,
                button("nextDown", "Next down", lanes::showNextDown),
                button("wholeRecording", "Whole recording", lanes::showAll),
                button("zoomInLanes", "Zoom in", () -> lanes.zoom(0.5, 0.5)),
                button("zoomOutLanes", "Zoom out", () -> lanes.zoom(0.5, 2)));
        head.getStyleClass().add("line");
        return head;
    }

    private static Button button(String id, String words, Runnable action) {
        var button = new Button(words);
        button.setId(id);
        button.getStyleClass().add("small");
        button.setOnAction(event -> action.run());
        return button;
    }

    /** Side by side, or one below the other in a narrow pane. */
    private void arrange() {
        boolean isWide = getWidth() >= WIDE;
        if (top.getChildren().size() == 2
                && isWide == (top.getColumnConstraints().size() == 2)) {
            return;
        }
        top.getChildren().clear();
        var rest = new ColumnConstraints();
        rest.setHgrow(Priority.ALWAYS);
        rest.setMinWidth(0);
        if (isWide) {
            top.getColumnConstraints().setAll(new ColumnConstraints(FORM_WIDTH), rest);
            top.addRow(0, form, chart);
        } else {
            top.getColumnConstraints().setAll(rest);
            top.addColumn(0, form, chart);
        }
    }

    private void showLinks() {
        SettingChoice choice = model.choice();
        if (choice != null && !link.getItems().equals(choice.links())) {
            Link shown = model.lanes().linkProperty().get();
            link.getItems().setAll(choice.links());
            link.setValue(shown);
        }
    }

    private void showRows(List<SettingRow> rows) {
        scores.show(rows);
        fidelity.setText(rows.stream()
                .filter(row -> !row.reason().isEmpty())
                .map(SettingRow::reason)
                .distinct()
                .collect(Collectors.joining("\n")));
    }

    private void showChart(@Nullable CurveChart shown) {
        curve.show(shown);
        String text = shown == null ? "" : String.join("\n", shown.reasons());
        reasons.setText(text);
        reasons.setManaged(!text.isEmpty());
    }
}

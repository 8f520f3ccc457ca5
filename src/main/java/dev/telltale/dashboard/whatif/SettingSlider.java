package dev.telltale.dashboard.whatif;

import dev.telltale.dashboard.viewmodel.whatif.SliderScale;
import java.util.function.DoubleConsumer;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * A slider with a name, a field for the exact value, and a mark at the recorded value. Its scale may change. FX thread
 * only.
 */
final class SettingSlider extends VBox {
    private static final double NAME_WIDTH = 92;
    private static final double FIELD_WIDTH = 96;
    private static final double THUMB = 16;
    private static final double STEP = 0.02;
    private static final double LARGE_STEP = 0.1;

    private final Label name = new Label();
    private final Slider slider = new Slider(0, 1, 0);
    private final Region mark = new Region();
    private final TextField field = new TextField();
    private final Label problem = new Label();
    private final DoubleConsumer chosen;
    private @Nullable SliderScale scale;
    private double value;
    private double recorded;
    private boolean isShowing;

    /** @param chosen gets each new value that a person chose */
    SettingSlider(String id, DoubleConsumer chosen) {
        this.chosen = chosen;
        getStyleClass().add("setting-slider");
        name.setMinWidth(NAME_WIDTH);
        name.setPrefWidth(NAME_WIDTH);
        name.setLabelFor(slider);
        slider.setId(id);
        slider.setBlockIncrement(STEP);
        slider.setMajorTickUnit(LARGE_STEP);
        slider.valueProperty().addListener((property, before, after) -> moved(after.doubleValue()));
        mark.getStyleClass().add("recorded-mark");
        mark.setManaged(false);
        var marks = new Pane(mark);
        marks.setMouseTransparent(true);
        marks.widthProperty().addListener((property, before, after) -> placeMark());
        var track = new StackPane(slider, marks);
        HBox.setHgrow(track, Priority.ALWAYS);
        field.setId(id + "Value");
        field.setPrefWidth(FIELD_WIDTH);
        field.setMinWidth(FIELD_WIDTH);
        field.setOnAction(event -> typed());
        field.focusedProperty().addListener((property, before, isFocused) -> {
            if (!isFocused) {
                typed();
            }
        });
        problem.getStyleClass().add("problem");
        problem.setWrapText(true);
        say("");
        var line = new HBox(name, track, field);
        line.getStyleClass().add("line");
        getChildren().addAll(line, problem);
    }

    /** Shows a value on a scale, without a call of the listener. */
    void show(String title, SliderScale shown, double now, double recordedValue) {
        isShowing = true;
        scale = shown;
        value = now;
        recorded = recordedValue;
        name.setText(title);
        slider.setValue(shown.position(now));
        String text = shown.text(now);
        if (!field.isFocused() || isTyped(now)) {
            field.setText(text);
        }
        slider.setAccessibleText(title + ": " + text + ", recorded " + shown.text(recordedValue));
        field.setAccessibleText(title + ", value");
        placeMark();
        say("");
        isShowing = false;
    }

    /** Whether the text of the field already means this value. */
    private boolean isTyped(double now) {
        SliderScale shown = scale;
        try {
            return shown != null && shown.parse(field.getText()) == now;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void moved(double position) {
        SliderScale shown = scale;
        if (!isShowing && shown != null) {
            double wished = shown.value(position);
            if (wished != value) {
                choose(wished);
            }
        }
    }

    private void choose(double wished) {
        SliderScale shown = scale;
        value = wished;
        if (shown != null) {
            field.setText(shown.text(wished));
        }
        chosen.accept(wished);
    }

    private void typed() {
        SliderScale shown = scale;
        if (shown == null || isShowing || field.getText().equals(shown.text(value))) {
            say("");
            return;
        }
        try {
            double wished = shown.parse(field.getText());
            say("");
            choose(wished);
        } catch (IllegalArgumentException e) {
            say(name.getText() + ": " + e.getMessage());
        }
    }

    private void say(String words) {
        problem.setText(words);
        problem.setVisible(!words.isEmpty());
        problem.setManaged(!words.isEmpty());
    }

    /** The thumb of a slider does not leave the track: its centre moves by less than the width. */
    private void placeMark() {
        SliderScale shown = scale;
        Pane marks = (Pane) mark.getParent();
        if (shown != null && marks != null) {
            double x = THUMB / 2 + shown.position(recorded) * (marks.getWidth() - THUMB);
            mark.resizeRelocate(Math.rint(x) - 1, marks.getHeight() / 2 - 9, 3, 18);
        }
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        placeMark();
    }
}

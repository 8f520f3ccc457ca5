package dev.telltale.dashboard;

import dev.telltale.dashboard.kit.Copies;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.SituationViewModel.Badge;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.value.ObservableStringValue;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/**
 * The diagnosis sentence, the badge that compares it with the ground truth, and the detection times: on one line if
 * they fit, else on two. Its height is always two lines, so that nothing below moves; a text that is cut has a tooltip.
 */
final class SentenceBar extends Region {
    private static final double GAP = 14;
    private static final double WIDE_GAP = 24;
    private static final double LINE_GAP = 4;
    private static final double MAX_TOOLTIP_WIDTH = 640;
    /** Maximum share of the second line for the detection times, while the badge needs the rest. */
    private static final double DETECTION_TIMES_SHARE = 0.4;

    private final Label sentence = new Label();
    private final Label badge = new Label();
    private final Label detectionTimes = new Label();

    SentenceBar(PanelViewModel model) {
        getChildren().addAll(sentence, badge, detectionTimes);
        name(sentence, "sentence");
        name(badge, "badge");
        name(detectionTimes, "detection-times");
        detectionTimes.getStyleClass().add("quiet");
        sentence.setWrapText(true);
        sentence.textProperty().bind(model.situation().sentenceProperty());
        show(detectionTimes, model.measure().detectionTextProperty());
        model.situation().badgeProperty().addListener((property, before, after) -> show(after));
        show(model.situation().badgeProperty().get());
        Copies.offer(this, this::text);
    }

    /** The sentence with the badge and the detection times, for the clipboard. */
    String text() {
        return Stream.of(sentence, badge, detectionTimes)
                .map(Label::getText)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private static void name(Label label, String name) {
        label.setId(name);
        label.getStyleClass().add(name);
    }

    private static void show(Label label, ObservableStringValue text) {
        label.textProperty().bind(text);
        label.visibleProperty().bind(label.textProperty().isNotEmpty());
        label.managedProperty().bind(label.visibleProperty());
    }

    private void show(Badge shown) {
        badge.setText(shown.words());
        badge.getStyleClass().setAll("label", "badge", shown.style());
        badge.setVisible(!shown.words().isEmpty());
        badge.setManaged(badge.isVisible());
        requestLayout();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.ceil(sentence.prefHeight(-1)) + LINE_GAP + Math.ceil(badge.prefHeight(-1));
    }

    @Override
    protected double computePrefWidth(double height) {
        return sentence.prefWidth(-1);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double first = Math.ceil(sentence.prefWidth(-1));
        double second = widthOf(badge);
        double third = widthOf(detectionTimes);
        double line = Math.ceil(sentence.prefHeight(-1));
        if (first + (second > 0 ? GAP + second : 0) + (third > 0 ? WIDE_GAP + third : 0) <= width) {
            put(sentence, 0, first, 0, getHeight());
            put(badge, first + GAP, second, 1, getHeight());
            put(detectionTimes, width - third, third, 1, getHeight());
        } else if (second + third == 0) {
            put(sentence, 0, width, 0, getHeight());
        } else {
            double keptForThird = third > 0 ? WIDE_GAP + Math.min(third, Math.floor(width * DETECTION_TIMES_SHARE)) : 0;
            double badgeWidth = Math.min(second, width - keptForThird);
            double restWidth = Math.min(third, width - (second > 0 ? badgeWidth + WIDE_GAP : 0));
            put(sentence, 0, width, 0, line);
            put(badge, 0, badgeWidth, line + LINE_GAP, getHeight() - line - LINE_GAP);
            put(
                    detectionTimes,
                    second > 0 ? width - restWidth : 0,
                    restWidth,
                    line + LINE_GAP,
                    getHeight() - line - LINE_GAP);
        }
    }

    private static double widthOf(Label label) {
        return label.isManaged() ? Math.ceil(label.prefWidth(-1)) : 0;
    }

    /** Places the label, centred vertically in the part of the bar from y down. */
    private static void put(Label label, double x, double width, double y, double height) {
        double wanted = label.prefHeight(width);
        double shown = Math.min(wanted, height);
        label.resizeRelocate(x, Math.rint(y + (height - shown) / 2), width, shown);
        boolean isCut = wanted > height || (!label.isWrapText() && width < Math.ceil(label.prefWidth(-1)));
        label.setTooltip(isCut ? fullText(label) : null);
    }

    private static Tooltip fullText(Label label) {
        Tooltip tooltip = label.getTooltip() == null ? new Tooltip() : label.getTooltip();
        tooltip.setText(label.getText());
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(MAX_TOOLTIP_WIDTH);
        return tooltip;
    }
}

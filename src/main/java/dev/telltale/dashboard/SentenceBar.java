package dev.telltale.dashboard;

import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.SituationViewModel.Badge;
import javafx.beans.value.ObservableStringValue;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/**
 * The sentence, the badge that judges it, and the stopwatches: on one line if they fit, else on two. It is always as high
 * as two lines, so that nothing below it moves; what has no room there is cut, and told in full by its tooltip.
 */
final class SentenceBar extends Region {
    private static final double GAP = 14;
    private static final double WIDE_GAP = 24;
    private static final double LINE_GAP = 4;
    private static final double WIDEST_TOOLTIP = 640;
    /** Of the second line, at most, as long as the badge needs the rest. */
    private static final double NOTICED_SHARE = 0.4;

    private final Label sentence = new Label();
    private final Label badge = new Label();
    private final Label noticed = new Label();

    SentenceBar(PanelViewModel model) {
        getChildren().addAll(sentence, badge, noticed);
        name(sentence, "sentence");
        name(badge, "badge");
        name(noticed, "noticed");
        noticed.getStyleClass().add("quiet");
        sentence.setWrapText(true);
        sentence.textProperty().bind(model.situation().sentenceProperty());
        show(noticed, model.measure().noticedProperty());
        model.situation().badgeProperty().addListener((property, before, after) -> show(after));
        show(model.situation().badgeProperty().get());
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
        double room = getWidth();
        double first = Math.ceil(sentence.prefWidth(-1));
        double second = widthOf(badge);
        double third = widthOf(noticed);
        double line = Math.ceil(sentence.prefHeight(-1));
        if (first + (second > 0 ? GAP + second : 0) + (third > 0 ? WIDE_GAP + third : 0) <= room) {
            put(sentence, 0, first, 0, getHeight());
            put(badge, first + GAP, second, 1, getHeight());
            put(noticed, room - third, third, 1, getHeight());
        } else if (second + third == 0) {
            put(sentence, 0, room, 0, getHeight());
        } else {
            double keptForThird = third > 0 ? WIDE_GAP + Math.min(third, Math.floor(room * NOTICED_SHARE)) : 0;
            double badgeWidth = Math.min(second, room - keptForThird);
            double restWidth = Math.min(third, room - (second > 0 ? badgeWidth + WIDE_GAP : 0));
            put(sentence, 0, room, 0, line);
            put(badge, 0, badgeWidth, line + LINE_GAP, getHeight() - line - LINE_GAP);
            put(noticed, second > 0 ? room - restWidth : 0, restWidth, line + LINE_GAP, getHeight() - line - LINE_GAP);
        }
    }

    private static double widthOf(Label label) {
        return label.isManaged() ? Math.ceil(label.prefWidth(-1)) : 0;
    }

    /** In the middle of this part of the height. */
    private static void put(Label label, double x, double width, double y, double height) {
        double whole = label.prefHeight(width);
        double shown = Math.min(whole, height);
        label.resizeRelocate(x, Math.rint(y + (height - shown) / 2), width, shown);
        boolean isCut = whole > height || (!label.isWrapText() && width < Math.ceil(label.prefWidth(-1)));
        label.setTooltip(isCut ? inFull(label) : null);
    }

    private static Tooltip inFull(Label label) {
        Tooltip tooltip = label.getTooltip() == null ? new Tooltip() : label.getTooltip();
        tooltip.setText(label.getText());
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(WIDEST_TOOLTIP);
        return tooltip;
    }
}

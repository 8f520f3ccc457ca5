package dev.telltale.dashboard;

import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.SituationViewModel.Badge;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** The sentence, the badge that judges it, and the stopwatches: on one line if they fit, else on as many as they need. */
final class SentenceBar extends Region {
    private static final double GAP = 14;
    private static final double WIDE_GAP = 24;
    private static final double LINE_GAP = 6;

    private final Label sentence = new Label();
    private final Label badge = new Label();
    private final Label noticed = new Label();

    /** Where one label goes in a bar of some width. */
    private record Place(Label label, double x, double y, double width, double height) {
        double bottom() {
            return y + height;
        }
    }

    SentenceBar(PanelViewModel model) {
        getChildren().addAll(sentence, badge, noticed);
        name(sentence, "sentence");
        name(badge, "badge");
        name(noticed, "noticed");
        noticed.getStyleClass().add("quiet");
        sentence.textProperty().bind(model.situation().sentenceProperty());
        show(noticed, model.measure().noticedProperty());
        model.situation().badgeProperty().addListener((property, before, after) -> show(after));
        show(model.situation().badgeProperty().get());
    }

    private static void name(Label label, String name) {
        label.setId(name);
        label.getStyleClass().add(name);
        label.setWrapText(true);
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
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double room = width < 0 ? Double.MAX_VALUE : width;
        return places(room).stream().mapToDouble(Place::bottom).max().orElse(0);
    }

    @Override
    protected double computePrefWidth(double height) {
        return sentence.prefWidth(-1);
    }

    @Override
    protected void layoutChildren() {
        for (Place place : places(getWidth())) {
            place.label().resizeRelocate(place.x(), Math.rint(place.y()), place.width(), place.height());
        }
    }

    private List<Place> places(double room) {
        double first = Math.ceil(sentence.prefWidth(-1));
        double second = widthOf(badge);
        double third = widthOf(noticed);
        boolean isOneLine = first + (second > 0 ? GAP + second : 0) + (third > 0 ? WIDE_GAP + third : 0) <= room;
        return isOneLine ? oneLine(room, first, second, third) : lines(room, second, third);
    }

    private static double widthOf(Label label) {
        return label.isManaged() ? Math.ceil(label.prefWidth(-1)) : 0;
    }

    private List<Place> oneLine(double room, double first, double second, double third) {
        double height = sentence.prefHeight(first);
        List<Place> places = new ArrayList<>();
        places.add(new Place(sentence, 0, 0, first, height));
        middle(places, badge, first + GAP, second, height);
        middle(places, noticed, room - third, third, height);
        return places;
    }

    private static void middle(List<Place> places, Label label, double x, double width, double line) {
        if (width > 0) {
            double height = label.prefHeight(width);
            places.add(new Place(label, x, Math.max(0, (line - height) / 2 + 1), width, height));
        }
    }

    private List<Place> lines(double room, double second, double third) {
        List<Place> places = new ArrayList<>();
        places.add(new Place(sentence, 0, 0, room, sentence.prefHeight(room)));
        boolean isTogether = second > 0 && third > 0 && second + WIDE_GAP + third <= room;
        below(places, badge, Math.min(second, room));
        if (isTogether) {
            Place beside = places.get(places.size() - 1);
            places.add(new Place(noticed, room - third, beside.y() + 2, third, noticed.prefHeight(third)));
        } else {
            below(places, noticed, Math.min(third, room));
        }
        return places;
    }

    private static void below(List<Place> places, Label label, double width) {
        if (width > 0) {
            double y = places.get(places.size() - 1).bottom() + LINE_GAP;
            places.add(new Place(label, 0, y, width, label.prefHeight(width)));
        }
    }
}

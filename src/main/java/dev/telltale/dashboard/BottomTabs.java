package dev.telltale.dashboard;

import dev.telltale.dashboard.journal.JournalHead;
import dev.telltale.dashboard.journal.JournalPane;
import dev.telltale.dashboard.journal.OutputHead;
import dev.telltale.dashboard.journal.OutputPane;
import dev.telltale.dashboard.kit.Fxml;
import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.kit.Preferences.Layout;
import dev.telltale.dashboard.timeline.TimelineCanvas;
import dev.telltale.dashboard.timeline.TimelineHead;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.whatif.WhatIfTab;
import javafx.fxml.FXML;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The tabs below the matrix, what is beside their titles, and the keys that select them. FX thread only. */
final class BottomTabs extends StackPane {
    /** Width that the tabs' titles need. */
    private static final double TITLES_WIDTH = 340;

    private final PanelViewModel model;
    private final JournalHead journalHead;
    private final OutputHead outputHead;

    /** What was kept before the timeline of a recording was shown; null in the panel of a live cluster. */
    private @Nullable Double savedSeconds;

    @FXML
    private TabPane tabs;

    @FXML
    private Tab timelineTab;

    @FXML
    private Tab journalTab;

    @FXML
    private Tab faultsTab;

    @FXML
    private Tab outputTab;

    /** Fills the tabs; the faults are shown by another class. */
    BottomTabs(PanelViewModel model) {
        this.model = model;
        Fxml.load("bottom-tabs.fxml", this, this);
        journalHead = new JournalHead(model.journal());
        outputHead = new OutputHead(model.output().search());
        timelineTab.setContent(new TimelineCanvas(model.timeline()));
        journalTab.setContent(new JournalPane(model.journal()));
        journalTab.textProperty().bind(model.journal().titleProperty());
        outputTab.setContent(new OutputPane(model.output()));
        outputTab.textProperty().bind(model.output().titleProperty());
        var timelineHead =
                new TimelineHead(model.timeline(), model.commands().refusal().isEmpty());
        timelineHead.visibleProperty().bind(timelineTab.selectedProperty());
        timelineHead.maxWidthProperty().bind(widthProperty().subtract(TITLES_WIDTH));
        journalHead.visibleProperty().bind(journalTab.selectedProperty());
        outputHead.visibleProperty().bind(outputTab.selectedProperty());
        getChildren().addAll(timelineHead, journalHead, outputHead);
    }

    void add(Tab tab) {
        tabs.getTabs().add(tab);
    }

    Tab faults() {
        return faultsTab;
    }

    /** Handles the keys of the tabs; false for another key. */
    boolean press(KeyBindings key) {
        switch (key) {
            case TIMELINE -> {
                select(timelineTab);
                timelineTab.getContent().requestFocus();
            }
            case JOURNAL -> select(journalTab);
            case FAULTS -> select(faultsTab);
            case OUTPUT -> select(outputTab);
            case WHAT_IF -> select(WhatIfTab.ID);
            case SEARCH -> {
                if (outputTab.isSelected()) {
                    outputHead.focusField();
                } else {
                    select(journalTab);
                    journalHead.focusField();
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The id of the selected tab. */
    String selected() {
        return tabs.getSelectionModel().getSelectedItem().getId();
    }

    /** The span of the timeline that is kept for a live cluster, in seconds. */
    double timelineSeconds() {
        return savedSeconds != null ? savedSeconds : shownSeconds();
    }

    private double shownSeconds() {
        return model.timeline().window().span().toMillis() / 1e3;
    }

    /** Selects the tab and the span of the timeline as before; an unknown tab changes nothing. */
    void restore(Layout layout) {
        select(layout.tab());
        if (!model.commands().refusal().isEmpty()) {
            savedSeconds = layout.timelineSeconds();
        } else if (layout.timelineSeconds() != null) {
            model.timeline().zoom(layout.timelineSeconds() / shownSeconds());
        }
    }

    /** Selects the tab with this id; without effect if there is none. */
    private void select(@Nullable String id) {
        tabs.getTabs().stream()
                .filter(tab -> tab.getId().equals(id))
                .findFirst()
                .ifPresent(this::select);
    }

    private void select(Tab tab) {
        tabs.getSelectionModel().select(tab);
    }
}

package dev.telltale.dashboard;

import dev.telltale.dashboard.journal.JournalHead;
import dev.telltale.dashboard.journal.JournalPane;
import dev.telltale.dashboard.journal.OutputHead;
import dev.telltale.dashboard.journal.OutputPane;
import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.kit.Preferences.Layout;
import dev.telltale.dashboard.timeline.TimelineCanvas;
import dev.telltale.dashboard.timeline.TimelineHead;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.StackPane;

/** The tabs below the matrix, what is beside their titles, and the keys that select them. FX thread only. */
final class BottomTabs {
    /** Width that the tabs' titles need. */
    private static final double TITLES_WIDTH = 340;

    private final PanelViewModel model;
    private final TabPane tabs;
    private final Tab timeline;
    private final Tab journal;
    private final Tab faults;
    private final Tab output;
    private final JournalHead journalHead;
    private final OutputHead outputHead;

    /** Fills the tabs; the faults are shown by another class. */
    BottomTabs(PanelViewModel model, TabPane tabs, Tab timeline, Tab journal, Tab faults, Tab output) {
        this.model = model;
        this.tabs = tabs;
        this.timeline = timeline;
        this.journal = journal;
        this.faults = faults;
        this.output = output;
        journalHead = new JournalHead(model.journal());
        outputHead = new OutputHead(model.output().search());
        timeline.setContent(new TimelineCanvas(model.timeline()));
        journal.setContent(new JournalPane(model.journal()));
        journal.textProperty().bind(model.journal().titleProperty());
        output.setContent(new OutputPane(model.output()));
        output.textProperty().bind(model.output().titleProperty());
        journalHead.visibleProperty().bind(journal.selectedProperty());
        outputHead.visibleProperty().bind(output.selectedProperty());
    }

    /** Adds what is beside the tabs' titles. */
    void addHeads(StackPane holder) {
        var head = new TimelineHead(model.timeline());
        head.visibleProperty().bind(timeline.selectedProperty());
        head.maxWidthProperty().bind(holder.widthProperty().subtract(TITLES_WIDTH));
        holder.getChildren().addAll(head, journalHead, outputHead);
    }

    /** Handles the keys of the tabs; false for another key. */
    boolean press(KeyBindings key) {
        switch (key) {
            case TIMELINE -> {
                select(timeline);
                timeline.getContent().requestFocus();
            }
            case JOURNAL -> select(journal);
            case FAULTS -> select(faults);
            case OUTPUT -> select(output);
            case SEARCH -> {
                if (output.isSelected()) {
                    outputHead.focusField();
                } else {
                    select(journal);
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

    /** The span of the timeline, in seconds. */
    double timelineSeconds() {
        return model.timeline().window().span().toMillis() / 1e3;
    }

    /** Selects the tab and the span of the timeline as before; an unknown tab changes nothing. */
    void restore(Layout layout) {
        tabs.getTabs().stream()
                .filter(tab -> tab.getId().equals(layout.tab()))
                .findFirst()
                .ifPresent(this::select);
        if (layout.timelineSeconds() != null) {
            model.timeline().zoom(layout.timelineSeconds() / timelineSeconds());
        }
    }

    private void select(Tab tab) {
        tabs.getSelectionModel().select(tab);
    }
}

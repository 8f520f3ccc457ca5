package dev.telltale.dashboard.journal;

import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.viewmodel.journal.JournalKind;
import dev.telltale.dashboard.viewmodel.journal.JournalViewModel;
import java.util.Locale;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;

/** The filter of the journal, by words and by kinds of lines. */
public final class JournalHead extends TabHead {
    /** For "All kinds"; longer names end in an ellipsis, so that the titles of the tabs keep their place. */
    private static final double MAX_KINDS_WIDTH = 110;

    public JournalHead(JournalViewModel model) {
        super("filter", "Filter", "Filter the journal");
        field.textProperty().bindBidirectional(model.filterProperty());
        LazyTooltip.install(field, KeyBindings.SEARCH.tooltip("Show only lines with all these words"));
        var kinds = new MenuButton();
        kinds.setId("journalKinds");
        kinds.getStyleClass().add("small");
        kinds.setMaxWidth(MAX_KINDS_WIDTH);
        kinds.textProperty().bind(model.kindsText());
        LazyTooltip.install(kinds, "The kinds of lines that are shown");
        for (JournalKind kind : JournalKind.values()) {
            var item = new CheckMenuItem(kind.label());
            item.setId("kind-" + kind.name().toLowerCase(Locale.ROOT));
            item.selectedProperty().bindBidirectional(model.shownProperty(kind));
            kinds.getItems().add(item);
        }
        getChildren().addAll(kinds, field);
    }
}

package dev.telltale.dashboard.journal;

import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.kit.MenuItems;
import dev.telltale.dashboard.viewmodel.incident.IncidentsViewModel;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

/** The filter of the incidents, by words, by node and by cause, and the menu of what can be done with them. */
public final class IncidentsHead extends TabHead {
    /** Longer names end in an ellipsis, so that the titles of the tabs keep their place. */
    private static final double MAX_MENU_WIDTH = 110;

    private static final String ALL_NODES = "All nodes";
    private static final String ALL_CAUSES = "All causes";

    private final MenuButton more = menu("incidentMenu", "More", "Export, copy, and the availability of the nodes");

    public IncidentsHead(IncidentsViewModel model) {
        super("incidentFilter", "Filter", "Filter the incidents");
        field.textProperty().bindBidirectional(model.filterProperty());
        LazyTooltip.install(field, KeyBindings.SEARCH.tooltip("Show only incidents with all these words"));
        MenuButton nodes = menu("incidentNodes", ALL_NODES, "Show only incidents of one node");
        nodes.getItems().add(MenuItems.of("incidentNode-all", ALL_NODES, () -> {
            model.nodeProperty().set(null);
            nodes.setText(ALL_NODES);
        }));
        model.nodes().forEach(node -> nodes.getItems().add(MenuItems.of("incidentNode-" + node, node.value(), () -> {
            model.nodeProperty().set(node);
            nodes.setText(node.value());
        })));
        MenuButton causes = menu("incidentCauses", ALL_CAUSES, "Show only incidents of one cause");
        // Which causes there are changes with time.
        causes.getItems().setAll(cause(model, causes, ""));
        causes.setOnShowing(event -> {
            causes.getItems().setAll(cause(model, causes, ""));
            model.kinds().forEach(kind -> causes.getItems().add(cause(model, causes, kind)));
        });
        getChildren().addAll(nodes, causes, field, more);
    }

    private static MenuItem cause(IncidentsViewModel model, MenuButton causes, String kind) {
        String words = kind.isEmpty() ? ALL_CAUSES : kind;
        return MenuItems.of("incidentCause-" + words.replace(' ', '-'), words, () -> {
            model.kindProperty().set(kind);
            causes.setText(words);
        });
    }

    private static MenuButton menu(String id, String words, String tooltip) {
        var menu = new MenuButton(words);
        menu.setId(id);
        menu.getStyleClass().add("small");
        menu.setMaxWidth(MAX_MENU_WIDTH);
        menu.setMnemonicParsing(false);
        menu.setAccessibleText(tooltip);
        LazyTooltip.install(menu, tooltip);
        return menu;
    }

    /** Adds an entry to the menu. */
    public void add(String id, String words, Runnable action) {
        more.getItems().add(MenuItems.of(id, words, action));
    }


    /** The menu, whose entries are commands of the window. */
    public MenuButton menu() {
        return more;
    }
}

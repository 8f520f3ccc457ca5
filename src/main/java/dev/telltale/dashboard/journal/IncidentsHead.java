package dev.telltale.dashboard.journal;

import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.kit.MenuItems;
import dev.telltale.dashboard.viewmodel.incident.IncidentsViewModel;
import dev.telltale.model.NodeId;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** The filter of the incidents, by words, by node and by cause, and the menu of what can be done with them. */
public final class IncidentsHead extends TabHead {
    /** Longer names end in an ellipsis, so that the titles of the tabs keep their place. */
    private static final double MAX_MENU_WIDTH = 100;

    private static final double FIELD_WIDTH = 110;
    private static final String ALL_NODES = "All nodes";
    private static final String ALL_CAUSES = "All causes";

    private final MenuButton more = menu("incidentMenu", "More", "Export, copy, and the availability of the nodes");
    private final MenuButton shown = menu("incidentShown", "All", "Show only incidents of one node or of one cause");
    private final IncidentsViewModel model;

    public IncidentsHead(IncidentsViewModel model) {
        super("incidentFilter", "Filter", "Filter the incidents");
        this.model = model;
        field.setPrefWidth(FIELD_WIDTH);
        field.textProperty().bindBidirectional(model.filterProperty());
        LazyTooltip.install(field, KeyBindings.SEARCH.tooltip("Show only incidents with all these words"));
        model.nodeProperty().addListener((property, before, after) -> showChoice());
        model.kindProperty().addListener((property, before, after) -> showChoice());
        fillShown();
        // Which causes there are changes with time.
        shown.setOnShowing(event -> fillShown());
        getChildren().addAll(shown, field, more);
    }

    private void fillShown() {
        List<MenuItem> items = new ArrayList<>();
        items.add(MenuItems.of(
                "incidentNode-all", ALL_NODES, () -> model.nodeProperty().set(null)));
        model.nodes()
                .forEach(node -> items.add(MenuItems.of(
                        "incidentNode-" + node,
                        node.value(),
                        () -> model.nodeProperty().set(node))));
        items.add(new SeparatorMenuItem());
        items.add(MenuItems.of(
                "incidentCause-all", ALL_CAUSES, () -> model.kindProperty().set("")));
        model.kinds()
                .forEach(kind -> items.add(MenuItems.of(
                        "incidentCause-" + kind.replace(' ', '-'),
                        kind,
                        () -> model.kindProperty().set(kind))));
        shown.getItems().setAll(items);
    }

    private void showChoice() {
        NodeId node = model.nodeProperty().get();
        String kind = model.kindProperty().get();
        String words = (node == null ? "" : node.value()) + (node == null || kind.isEmpty() ? "" : ", ") + kind;
        shown.setText(words.isEmpty() ? "All" : words);
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

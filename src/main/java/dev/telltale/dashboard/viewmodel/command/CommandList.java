package dev.telltale.dashboard.viewmodel.command;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/** The commands of the window while their list is open, filtered by words. */
public final class CommandList {
    private final ObservableList<Command> all = FXCollections.observableArrayList();
    private final FilteredList<Command> shown = new FilteredList<>(all);
    private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
    private final ReadOnlyBooleanWrapper isOpen = new ReadOnlyBooleanWrapper(this, "isOpen");

    public CommandList() {
        filter.addListener((property, before, after) -> {
            List<String> words = List.of(after.toLowerCase(Locale.ROOT).trim().split("\\s+", -1));
            shown.setPredicate(command -> command.hasAll(words));
        });
    }

    /** Opens the list with these commands, all of which are shown at first; those that are possible now come first. */
    public void open(List<Command> commands) {
        filter.set("");
        all.setAll(commands.stream()
                .sorted(Comparator.comparing(Command::isPossible).reversed())
                .toList());
        isOpen.set(true);
    }

    public void close() {
        isOpen.set(false);
        all.clear();
    }

    /** Closes the list and gives the command; no effect if that is not possible now. */
    public void give(Command command) {
        if (command.isPossible()) {
            close();
            command.action().run();
        }
    }

    /** The commands that match the filter, those that are possible first, each in the order of the window. */
    public ObservableList<Command> shown() {
        return shown;
    }

    /** Words that the name or the key of a command must all contain, in any case and order. */
    public StringProperty filterProperty() {
        return filter;
    }

    public ReadOnlyBooleanProperty openProperty() {
        return isOpen.getReadOnlyProperty();
    }
}

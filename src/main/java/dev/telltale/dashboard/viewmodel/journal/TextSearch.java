package dev.telltale.dashboard.viewmodel.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** Finds a text, in any case, in a longer one that may grow, and steps from match to match. */
public final class TextSearch {
    private final StringProperty wanted = new SimpleStringProperty(this, "wanted", "");
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper(this, "count", "");
    private final ReadOnlyObjectWrapper<@Nullable Match> current = new ReadOnlyObjectWrapper<>(this, "current");
    private String text = "";
    private List<Match> matches = List.of();

    /** Positions of the first character, and of the one after the last. */
    public record Match(int start, int end) {}

    public TextSearch() {
        wanted.addListener((property, before, after) -> find(matches.isEmpty() ? null : current.get()));
    }

    /** Sets the text that is searched. The current match stays if it is still one. */
    public void setText(String searched) {
        text = searched;
        find(current.get());
    }

    /** Makes the first match at or after the start of this one current, or else the last match, which is the newest. */
    private void find(@Nullable Match from) {
        matches = matchesIn(text.toLowerCase(Locale.ROOT), wanted.get().toLowerCase(Locale.ROOT));
        int last = matches.size() - 1;
        int chosen = last;
        for (int i = last; i >= 0 && from != null && matches.get(i).start() >= from.start(); i--) {
            chosen = i;
        }
        choose(chosen);
    }

    private static List<Match> matchesIn(String text, String wanted) {
        List<Match> found = new ArrayList<>();
        if (!wanted.isBlank()) {
            int at = text.indexOf(wanted);
            while (at >= 0) {
                found.add(new Match(at, at + wanted.length()));
                at = text.indexOf(wanted, at + wanted.length());
            }
        }
        return found;
    }

    private void choose(int index) {
        current.set(index < 0 ? null : matches.get(index));
        if (wanted.get().isBlank()) {
            count.set("");
        } else {
            count.set(matches.isEmpty() ? "none" : index + 1 + " of " + matches.size());
        }
    }

    /** Goes to the next match, after the last one to the first. */
    public void next() {
        step(1);
    }

    /** Goes to the previous match, before the first one to the last. */
    public void previous() {
        step(-1);
    }

    private void step(int by) {
        if (!matches.isEmpty()) {
            choose(Math.floorMod(matches.indexOf(current.get()) + by, matches.size()));
        }
    }

    /** The text that is wanted; blank finds nothing. */
    public StringProperty wantedProperty() {
        return wanted;
    }

    /** "2 of 7", "none", or empty if nothing is wanted. */
    public ReadOnlyStringProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /** The match to show; null if there is none. */
    public ReadOnlyObjectProperty<@Nullable Match> currentProperty() {
        return current.getReadOnlyProperty();
    }
}

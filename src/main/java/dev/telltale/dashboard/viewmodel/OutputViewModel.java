package dev.telltale.dashboard.viewmodel;

import dev.telltale.dashboard.viewmodel.journal.TextSearch;
import dev.telltale.model.NodeId;
import dev.telltale.text.SafeText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** The last lines that the process of the selected node printed. */
public final class OutputViewModel {
    private static final int MAX_LINES = 1_000;
    private static final int MAX_LINE_LENGTH = 2_000;
    /** The whole text is laid out again whenever the oldest line is dropped; more characters would block the window. */
    private static final int MAX_CHARACTERS = 24_000;

    private final Function<NodeId, List<String>> outputOf;
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "Output");
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper(this, "text", "");
    private final TextSearch search = new TextSearch();
    private List<String> lines = List.of();
    private @Nullable NodeId node;

    OutputViewModel(Function<NodeId, List<String>> outputOf) {
        this.outputOf = outputOf;
    }

    void show(@Nullable NodeId node) {
        this.node = node;
        title.set(node == null ? "Output" : "Output of " + node);
        refresh();
    }

    void refresh() {
        List<String> now = node == null ? List.of() : outputOf.apply(node);
        if (!now.equals(lines)) {
            lines = List.copyOf(now);
            text.set(String.join("\n", shown()));
            search.setText(text.get());
        }
    }

    /** The newest lines within the limits, oldest first. */
    private List<String> shown() {
        Deque<String> shown = new ArrayDeque<>();
        int left = MAX_CHARACTERS;
        for (int i = lines.size() - 1; i >= 0 && shown.size() < MAX_LINES; i--) {
            // A node may print anything; control characters must not reach the screen or the clipboard.
            String line = SafeText.plain(lines.get(i).replace('\t', ' '), MAX_LINE_LENGTH);
            left -= line.length() + 1;
            if (left < 0) {
                break;
            }
            shown.addFirst(line);
        }
        return List.copyOf(shown);
    }

    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /** The search in the text. */
    public TextSearch search() {
        return search;
    }

    /** The newest lines, oldest first. */
    public ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }
}

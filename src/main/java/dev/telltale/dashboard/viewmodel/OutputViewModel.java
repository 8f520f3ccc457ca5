package dev.telltale.dashboard.viewmodel;

import dev.telltale.model.NodeId;
import dev.telltale.model.Quoted;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** What the selected node printed. */
public final class OutputViewModel {
    private static final int MOST_LINES = 1_000;
    private static final int LONGEST_LINE = 2_000;

    private final Function<NodeId, List<String>> outputOf;
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "Output");
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper(this, "text", "");
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
            // Whatever a node prints is shown as text: no control character reaches the screen or a copy of it.
            text.set(lines.stream()
                    .skip(Math.max(0, lines.size() - MOST_LINES))
                    .map(line -> Quoted.plain(line.replace('\t', ' '), LONGEST_LINE))
                    .collect(Collectors.joining("\n")));
        }
    }

    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /** The newest lines, oldest first. */
    public ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }
}

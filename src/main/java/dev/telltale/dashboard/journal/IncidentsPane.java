package dev.telltale.dashboard.journal;

import dev.telltale.dashboard.kit.Copies;
import dev.telltale.dashboard.viewmodel.incident.IncidentLine;
import dev.telltale.dashboard.viewmodel.incident.IncidentsViewModel;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** The incidents, one line each. Enter or a click shows the cluster as it was then. */
public final class IncidentsPane extends ListView<IncidentLine> {
    private static final double LINE_HEIGHT = 26;
    private static final PseudoClass OPEN = PseudoClass.getPseudoClass("open");

    /** @param open shows the cluster as it was during the incident */
    public IncidentsPane(IncidentsViewModel model, Consumer<IncidentLine> open) {
        super(model.lines());
        setId("incidents");
        setAccessibleText("Incidents, newest first");
        getStyleClass().addAll("journal", "edge-to-edge");
        setFixedCellSize(LINE_HEIGHT);
        setCellFactory(list -> new LineCell(open));
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        Copies.offer(this, this::selectedText);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && !event.isShortcutDown()) {
                selected().ifPresent(open);
                event.consume();
            }
        });
        var placeholder = new Label();
        placeholder.getStyleClass().add("quiet");
        placeholder
                .textProperty()
                .bind(Bindings.when(model.isFilteredBinding())
                        .then("No incident matches the filter.")
                        .otherwise("No incident: no node was suspected since this window was opened, or in its"
                                + " recordings of the last 30 days."));
        setPlaceholder(placeholder);
    }

    /** The selected incident, the last one of several; without a selection the newest one that is shown. */
    public Optional<IncidentLine> selected() {
        IncidentLine chosen = getSelectionModel().getSelectedItem();
        return Optional.ofNullable(chosen).or(() -> getItems().stream().findFirst());
    }

    /** The selected lines, or without a selection all that are shown. */
    public String selectedText() {
        List<IncidentLine> chosen = getSelectionModel().getSelectedItems();
        return List.copyOf(chosen.isEmpty() ? getItems() : chosen).stream()
                .map(line -> line.text() + "\n")
                .collect(Collectors.joining());
    }

    private static final class LineCell extends ListCell<IncidentLine> {
        private final Label begin = label("time", 140);
        private final Label length = label("length", 124);
        private final Label title = label("title", 170);
        private final Label detail = new Label();
        private final Tooltip all = new Tooltip();
        private final HBox whole = new HBox(begin, length, title, detail);

        LineCell(Consumer<IncidentLine> open) {
            whole.getStyleClass().addAll("line", "incident");
            detail.getStyleClass().add("quiet");
            all.setWrapText(true);
            all.setMaxWidth(640);
            // Long lines end in an ellipsis; the list never scrolls sideways.
            setPrefWidth(0);
            setOnMouseClicked(event -> {
                IncidentLine line = getItem();
                if (line != null && event.getButton() == MouseButton.PRIMARY && !event.isShortcutDown()) {
                    open.accept(line);
                }
            });
        }

        private static Label label(String styleClass, double width) {
            var label = new Label();
            label.getStyleClass().add(styleClass);
            label.setMinWidth(width);
            label.setPrefWidth(width);
            return label;
        }

        @Override
        protected void updateItem(@Nullable IncidentLine line, boolean empty) {
            super.updateItem(line, empty);
            setText(null);
            if (line == null || empty) {
                setGraphic(null);
                setTooltip(null);
                setAccessibleText(null);
                return;
            }
            begin.setText(line.begin());
            length.setText(line.length());
            title.setText(line.title());
            detail.setText(line.detail());
            pseudoClassStateChanged(OPEN, line.isOpen());
            all.setText(line.text());
            setTooltip(all);
            setGraphic(whole);
            setAccessibleText(line.text());
        }
    }
}

package dev.telltale.dashboard.incident;

import dev.telltale.dashboard.kit.Copies;
import dev.telltale.dashboard.kit.ModalCard;
import dev.telltale.incident.Availability;
import dev.telltale.recording.incident.PastIncidents;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;

/** Shows how available each node was, by its observers and really, for a day, a week and 30 days. FX thread only. */
final class AvailabilityCard {
    private static final double ROW_HEIGHT = 26;
    private static final double HEAD_HEIGHT = 42;
    private static final int MAX_ROWS = 12;

    /** A column: its title, its width and its text. */
    private record Column(String title, double width, Function<Availability, String> text) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("node", 90, one -> one.node().value()),
            new Column(
                    "last",
                    60,
                    one -> Availability.spanText(
                            Duration.between(one.span().from(), one.span().to()))),
            new Column("recorded", 150, Availability::recordedText),
            new Column("up by all", 90, one -> Availability.percent(one.upByAll(), one.recorded())),
            new Column("by a majority", 110, one -> Availability.percent(one.upByMajority(), one.recorded())),
            new Column("by at least one", 120, one -> Availability.percent(one.upByOne(), one.recorded())),
            new Column("really", 90, one -> Availability.percent(one.trulyUp(), one.known())));

    private AvailabilityCard() {}

    static void show(ModalCard card, PastIncidents past) {
        var table = new TableView<Availability>();
        table.setId("availability");
        table.setAccessibleText("Availability of each node");
        for (Column column : COLUMNS) {
            var shown = new TableColumn<Availability, String>(column.title);
            shown.setCellValueFactory(cell -> new ReadOnlyStringWrapper(column.text.apply(cell.getValue())));
            shown.setPrefWidth(column.width);
            shown.setReorderable(false);
            shown.setSortable(false);
            table.getColumns().add(shown);
        }
        table.getItems().setAll(past.availabilities());
        table.setFixedCellSize(ROW_HEIGHT);
        int rows = Math.min(MAX_ROWS, Math.max(1, past.availabilities().size()));
        table.setPrefHeight(HEAD_HEIGHT + rows * ROW_HEIGHT + 2);
        table.setMinHeight(HEAD_HEIGHT + 2 * ROW_HEIGHT);
        Copies.offer(table, () -> text(past));
        var note = new Label(
                "By the recordings of this machine. Up: not reported down by the observers that were recorded then. Really:"
                        + " the process ran and answered, as far as that is known. Time that was not recorded counts for"
                        + " nothing.");
        note.getStyleClass().add("quiet");
        note.setWrapText(true);
        var content = new VBox(8, table, note);
        past.problems().stream().map(problem -> new Label(problem + ".")).forEach(problem -> {
            problem.setWrapText(true);
            problem.getStyleClass().add("problem");
            content.getChildren().add(problem);
        });
        Button close = card.button("availabilityClose", "Close", () -> {});
        close.setDefaultButton(true);
        card.show("availabilityCard", "Availability", content, List.of(close), close);
    }

    /** The table as text, its cells separated by tabs, as spreadsheets take it. */
    private static String text(PastIncidents past) {
        String head = COLUMNS.stream().map(Column::title).collect(Collectors.joining("\t"));
        return past.availabilities().stream()
                .map(one ->
                        COLUMNS.stream().map(column -> column.text.apply(one)).collect(Collectors.joining("\t")))
                .collect(Collectors.joining("\n", head + "\n", "\n"));
    }
}

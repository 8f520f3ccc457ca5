package dev.telltale.dashboard.whatif;

import dev.telltale.dashboard.kit.Copies;
import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.viewmodel.whatif.SettingRow;
import dev.telltale.dashboard.viewmodel.whatif.SettingRow.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/** The scores of the settings side by side, a row each; a pinned row can be dropped. FX thread only. */
final class ScoreTable extends GridPane {
    private final Consumer<SettingRow> unpin;
    private List<SettingRow> rows = List.of();

    ScoreTable(Consumer<SettingRow> unpin) {
        this.unpin = unpin;
        setId("scores");
        getStyleClass().add("score-table");
        Copies.offer(this, this::text);
    }

    void show(List<SettingRow> shown) {
        rows = shown;
        getChildren().clear();
        int real = SettingRow.TITLES.size() - 1;
        // Most recordings have no failure.
        boolean hasReal =
                shown.stream().anyMatch(row -> !row.figures().get(real).equals(SettingRow.NOTHING));
        int columns = hasReal ? real + 1 : real;
        for (int column = 0; column < columns; column++) {
            Label title = cell(SettingRow.TITLES.get(column));
            title.getStyleClass().add("quiet");
            add(title, column, 0);
        }
        for (int line = 0; line < shown.size(); line++) {
            SettingRow row = shown.get(line);
            List<String> figures = row.figures();
            for (int column = 0; column < columns; column++) {
                Label figure = cell(figures.get(column));
                if (column == 0 && row.role() == Role.TRIED) {
                    figure.getStyleClass().add("tried");
                }
                if (column == 1) {
                    figure.getStyleClass().add("fidelity");
                    LazyTooltip.install(figure, row.reason());
                    figure.setAccessibleHelp(row.reason());
                }
                add(figure, column, line + 1);
            }
            if (row.role() == Role.PINNED) {
                add(unpinButton(row), columns, line + 1);
            }
        }
    }

    private Button unpinButton(SettingRow row) {
        var button = new Button("Drop");
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setAccessibleText("Drop the pinned setting " + row.label());
        button.setOnAction(event -> unpin.accept(row));
        return button;
    }

    private static Label cell(String words) {
        var label = new Label(words);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /** The rows with their titles, separated by tabs. */
    private String text() {
        List<String> lines = new ArrayList<>(List.of(String.join("\t", SettingRow.TITLES)));
        rows.forEach(row -> lines.add(String.join("\t", row.figures())));
        return String.join("\n", lines) + "\n";
    }
}

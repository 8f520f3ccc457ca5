package dev.telltale.dashboard.help;

import dev.telltale.dashboard.kit.FxBridge;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The overlay that saves the report of a problem: says what is in it, and asks for names and for the file. Writes the
 * file on its own thread. FX thread only.
 */
public final class ReportPane extends StackPane {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'telltale-problem-'yyyy-MM-dd-HHmmss'.zip'", Locale.ROOT);
    private static final String CONTENT = "One zip file with versions, settings, preferences, log, a picture of the"
            + " window, the timeline and the journal. Nothing is sent; read the file before you pass it on.";

    private final CheckBox names = new CheckBox("Include names of hosts and users (keys and tokens never)");
    private final Button save = new Button("Save…");
    private @Nullable ProblemReport report;

    /**
     * @param chooser returns the file for a proposed name, or null to cancel
     * @param now the present, for the proposed name
     * @param notice shows where the file was saved, or why not
     */
    public ReportPane(Function<String, @Nullable Path> chooser, Supplier<Instant> now, Consumer<String> notice) {
        setId("reportPane");
        getStyleClass().add("help-shade");
        setVisible(false);
        setMinSize(0, 0);
        var title = new Label("Report a problem");
        title.getStyleClass().add("title");
        var content = new Label(CONTENT);
        content.setWrapText(true);
        content.setMinHeight(Region.USE_PREF_SIZE);
        names.setId("reportNames");
        save.setId("reportSave");
        save.setOnAction(event -> save(chooser.apply(name(now.get())), notice));
        var cancel = new Button("Cancel");
        cancel.setId("reportCancel");
        cancel.setOnAction(event -> close());
        var card = new VBox(title, content, names, new HBox(8, save, cancel));
        card.getStyleClass().addAll("help-card", "report-card");
        var scroll = new ScrollPane(card);
        scroll.setFitToWidth(true);
        scroll.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        scroll.setAccessibleText("Report a problem");
        scroll.setFocusTraversable(false);
        getChildren().add(scroll);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close();
                event.consume();
            }
        });
    }

    /** Opens the overlay. The report was collected before, so that the picture shows the window without it. */
    void open(ProblemReport collected) {
        report = collected;
        names.setSelected(false);
        setVisible(true);
        save.requestFocus();
    }

    private void close() {
        setVisible(false);
        report = null;
    }

    private static String name(Instant now) {
        return NAME.format(now.atZone(ZoneId.systemDefault()));
    }

    private void save(@Nullable Path file, Consumer<String> notice) {
        ProblemReport collected = report;
        if (file == null || collected == null) {
            return;
        }
        boolean hasNames = names.isSelected();
        close();
        var thread = new Thread(
                () -> {
                    String words = write(collected, file, hasNames);
                    FxBridge.FX_THREAD.execute(() -> notice.accept(words));
                },
                "panel-report");
        thread.setDaemon(true);
        thread.start();
    }

    private static String write(ProblemReport report, Path file, boolean hasNames) {
        try {
            report.write(file, hasNames);
            return "Saved the report to " + file;
        } catch (IOException e) {
            return "The report is not saved to " + file + ": " + e.getMessage();
        }
    }
}

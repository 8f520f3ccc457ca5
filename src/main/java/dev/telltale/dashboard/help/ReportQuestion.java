package dev.telltale.dashboard.help;

import dev.telltale.dashboard.kit.Background;
import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.kit.ModalCard;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Says what is in the report of a problem, asks for names and for the file, and writes it on a thread of its own. FX
 * thread only.
 */
public final class ReportQuestion {
    private static final String CONTENT = "One zip file with versions, settings, preferences, log, a picture of the"
            + " window, the timeline and the journal. Nothing is sent; read the file before you pass it on.";

    private final ModalCard card;
    private final Function<String, @Nullable Path> chooser;
    private final PanelViewModel model;

    /**
     * @param chooser returns the file for a proposed name, or null to cancel
     * @param model shows where the file was saved, or why not
     */
    public ReportQuestion(ModalCard card, Function<String, @Nullable Path> chooser, PanelViewModel model) {
        this.card = card;
        this.chooser = chooser;
        this.model = model;
    }

    /** Asks. The report was collected before, so that its picture shows the window without the question. */
    void ask(ProblemReport report) {
        var content = new Label(CONTENT);
        content.setWrapText(true);
        content.setMinHeight(Region.USE_PREF_SIZE);
        var names = new CheckBox("Include names of hosts and users (keys and tokens never)");
        names.setId("reportNames");
        Button cancel = card.button("reportCancel", "Cancel", () -> {});
        Button save = card.button("reportSave", "Save…", () -> save(report, names.isSelected()));
        save.setDefaultButton(true);
        card.show("reportQuestion", "Report a problem", new VBox(12, content, names), List.of(cancel, save), save);
    }

    private void save(ProblemReport report, boolean hasNames) {
        Path file = chooser.apply("telltale-problem.zip");
        if (file != null) {
            Background.start("panel-report", () -> write(report, file, hasNames));
        }
    }

    private void write(ProblemReport report, Path file, boolean hasNames) {
        try {
            report.write(file, hasNames);
            FxBridge.FX_THREAD.execute(() -> model.notice("Saved the report to " + file));
        } catch (IOException e) {
            FxBridge.FX_THREAD.execute(
                    () -> model.warning("The report is not saved to " + file + ": " + e.getMessage()));
        }
    }
}

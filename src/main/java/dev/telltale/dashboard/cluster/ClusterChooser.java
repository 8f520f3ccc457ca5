package dev.telltale.dashboard.cluster;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.kit.Background;
import dev.telltale.dashboard.kit.ModalCard;
import dev.telltale.dashboard.viewmodel.cluster.ClusterChoice;
import dev.telltale.dashboard.viewmodel.cluster.NewCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import org.jspecify.annotations.Nullable;

/**
 * The ways to choose the cluster that is shown next: a new one, or one of a config file. Files and ports are looked at
 * on other threads. FX thread only.
 */
public final class ClusterChooser {
    private static final int MAX_ROWS = 12;
    private static final String THREAD = "panel-config";

    private final ModalCard card;
    private final ClusterCommands commands;
    private final Supplier<@Nullable Path> fileDialog;

    /** @param fileDialog returns the file to open; null if it is cancelled */
    public ClusterChooser(ModalCard card, ClusterCommands commands, Supplier<@Nullable Path> fileDialog) {
        this.card = card;
        this.commands = commands;
        this.fileDialog = fileDialog;
    }

    /** Asks for the size and the rhythm of a new cluster, and opens it. */
    public void newCluster() {
        var model = new NewCluster();
        new NewClusterForm(model).show(card, () -> model.wish().ifPresent(this::create));
    }

    private void create(NewCluster.Wish wish) {
        Background.compute(THREAD, () -> ConfigRead.generated(wish, commands::isPortFree), read -> open(null, read));
    }

    /** Lets a person choose a config file, and opens its cluster. */
    public void chooseFile() {
        Path file = fileDialog.get();
        if (file != null) {
            open(file);
        }
    }

    /** Opens the cluster of the config file; shows all errors in the file if there are any. */
    public void open(Path file) {
        Background.compute(THREAD, () -> ConfigRead.of(file), read -> open(file, read));
    }

    private void open(@Nullable Path file, ConfigRead read) {
        ClusterConfig config = read.config();
        if (config == null) {
            showErrors(file, read.problems());
        } else {
            commands.open(new ClusterChoice(config, file, false));
        }
    }

    /**
     * Shows the errors of a config.
     *
     * @param file null if the errors belong to no file
     */
    public void showErrors(@Nullable Path file, List<String> errors) {
        var text = new TextArea(String.join("\n", errors));
        text.setId("configErrorList");
        text.setEditable(false);
        text.setWrapText(true);
        text.setPrefRowCount(Math.min(MAX_ROWS, 2 * errors.size()));
        List<Button> buttons = new ArrayList<>();
        ClusterChoice shown = commands.shown();
        buttons.add(card.button("keepCluster", shown.isEmpty() ? "Close" : "Keep " + shown.name(), () -> {}));
        buttons.add(card.button("errorsNewCluster", "New cluster…", this::newCluster));
        buttons.add(card.button("errorsOpenConfig", "Open config…", this::chooseFile));
        Button first = buttons.get(2);
        if (file != null) {
            first = card.button("errorsReload", "Reload", () -> open(file));
            buttons.add(first);
        }
        first.setDefaultButton(true);
        card.show("configErrors", title(file, errors.size()), text, buttons, first);
    }

    private static String title(@Nullable Path file, int errors) {
        return (file == null ? "The cluster" : file.getFileName()) + " cannot be used: "
                + (errors == 1 ? "1 error" : errors + " errors");
    }
}

package dev.telltale.dashboard.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import javafx.fxml.FXMLLoader;
import org.jspecify.annotations.Nullable;

/** Loads the FXML that lies beside a controller. */
public final class Fxml {
    private Fxml() {}

    /**
     * Loads the file and injects the controller's fields.
     *
     * @param root the element for {@code fx:root}; null if the file has none
     * @throws UncheckedIOException if the file cannot be loaded
     */
    public static void load(String file, Object controller, @Nullable Object root) {
        var loader = new FXMLLoader(controller.getClass().getResource(file));
        loader.setController(controller);
        if (root != null) {
            loader.setRoot(root);
        }
        try {
            loader.load();
        } catch (IOException e) {
            // The file is part of the jar: without it there is no window to report the error in.
            throw new UncheckedIOException("cannot load " + file, e);
        }
    }
}

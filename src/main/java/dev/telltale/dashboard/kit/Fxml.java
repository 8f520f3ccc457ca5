package dev.telltale.dashboard.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import javafx.fxml.FXMLLoader;
import org.jspecify.annotations.Nullable;

/** Loads the FXML that lies beside a controller. */
public final class Fxml {
    private Fxml() {}

    /** Fills the controller's fields; the file's top element is built, or is {@code root} where the file says fx:root. */
    public static void load(String file, Object controller, @Nullable Object root) {
        var loader = new FXMLLoader(controller.getClass().getResource(file));
        loader.setController(controller);
        if (root != null) {
            loader.setRoot(root);
        }
        try {
            loader.load();
        } catch (IOException e) {
            // The file is part of the program: without it there is no window to tell it in.
            throw new UncheckedIOException("cannot load " + file, e);
        }
    }
}

package dev.telltale.dashboard.kit;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.ContextMenuEvent;
import org.jspecify.annotations.Nullable;

/**
 * The only way from the window to the clipboard of the system. A part of the window says what it copies; the copy key
 * then copies the innermost part that has the focus. FX thread only.
 */
public final class Copies {
    private Copies() {}

    /** The text of a part of the window, kept in the properties of its node. */
    private record Source(Supplier<String> text) {}

    /** Sets what the copy key copies while the focus is in this part; nothing while the text is empty. */
    public static void provide(Node part, Supplier<String> text) {
        part.getProperties().put(Source.class, new Source(text));
    }

    /** Sets what the copy key and the entry "Copy" of a new context menu copy. */
    public static void offer(Node part, Supplier<String> text) {
        provide(part, text);
        var menu = new ContextMenu();
        part.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, event -> {
            menu.getItems().setAll(item(text));
            // Owned by the window, as in EntryMenu.
            menu.show(part.getScene().getWindow(), event.getScreenX(), event.getScreenY());
            event.consume();
        });
    }

    private static MenuItem item(Supplier<String> text) {
        var copy = new MenuItem("Copy");
        copy.setId("copy");
        copy.setAccelerator(KeyBindings.COPY.combination());
        copy.setDisable(text.get().isEmpty());
        copy.setOnAction(event -> copy(text.get()));
        return copy;
    }

    /** Copies the text of the innermost part around the node that has any; without effect if there is none. */
    public static void copyFrom(@Nullable Node focused) {
        textAround(focused).ifPresent(Copies::copy);
    }

    private static Optional<String> textAround(@Nullable Node focused) {
        for (Node node = focused; node != null; node = node.getParent()) {
            if (node.getProperties().get(Source.class) instanceof Source source) {
                String text = source.text().get();
                if (!text.isEmpty()) {
                    return Optional.of(text);
                }
            }
        }
        return Optional.empty();
    }

    public static void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** Other programs get the picture as PNG, among other formats. */
    public static void copy(Image picture) {
        var content = new ClipboardContent();
        content.putImage(picture);
        Clipboard.getSystemClipboard().setContent(content);
    }
}

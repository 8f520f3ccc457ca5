package dev.telltale.dashboard.kit;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Shows a card with a title, a content and buttons before the rest of the window, which is disabled meanwhile. At most
 * one card is shown: a new one replaces the present one. FX thread only.
 */
public final class ModalCard {
    private final StackPane root;
    private final StackPane shade = new StackPane();
    private List<Button> buttons = List.of();
    private @Nullable Node focusedBefore;

    /** @param root its first child is the content of the window */
    public ModalCard(StackPane root) {
        this.root = root;
        shade.getStyleClass().add("help-shade");
        shade.addEventHandler(KeyEvent.KEY_PRESSED, this::press);
    }

    /** Escape hides the card, Enter presses the focused or the default button; no key reaches the rest of the window. */
    private void press(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            hide();
        } else if (event.getCode() == KeyCode.ENTER && event.getTarget() instanceof Button focused) {
            focused.fire();
        } else if (event.getCode() == KeyCode.ENTER) {
            buttons.stream().filter(Button::isDefaultButton).findFirst().ifPresent(Button::fire);
        }
        if (event.getCode() != KeyCode.TAB) {
            event.consume();
        }
    }

    /** Shows a card. Escape hides it, Enter presses its default button. */
    public void show(String id, String title, Node content, List<Button> newButtons, Node focused) {
        hide();
        buttons = List.copyOf(newButtons);
        var heading = new Label(title);
        heading.getStyleClass().add("title");
        heading.setWrapText(true);
        heading.setMinHeight(Region.USE_PREF_SIZE);
        var row = new HBox(8);
        row.getStyleClass().add("card-buttons");
        row.getChildren().setAll(buttons);
        var card = new VBox(heading, content, row);
        card.setId(id);
        card.getStyleClass().addAll("help-card", "modal-card");
        card.setMaxHeight(Region.USE_PREF_SIZE);
        Scene scene = root.getScene();
        focusedBefore = scene == null ? null : scene.getFocusOwner();
        shade.getChildren().setAll(card);
        root.getChildren().add(shade);
        root.getChildren().get(0).setDisable(true);
        focused.requestFocus();
    }

    /** Hides the card, and focuses what was focused before. */
    public void hide() {
        if (isShown()) {
            root.getChildren().remove(shade);
            root.getChildren().get(0).setDisable(false);
            if (focusedBefore != null) {
                focusedBefore.requestFocus();
            }
        }
    }

    public boolean isShown() {
        return root.getChildren().contains(shade);
    }

    /** A button that hides the card and then runs the action. */
    public Button button(String id, String words, Runnable action) {
        var button = new Button(words);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> {
            hide();
            action.run();
        });
        return button;
    }

    /** Asks a question; the answer yes runs the action. */
    public void ask(String question, String yes, Runnable action) {
        Button confirm = button("answerYes", yes, action);
        confirm.setDefaultButton(true);
        Button cancel = button("answerNo", "Cancel", () -> {});
        show("question", question, new Region(), List.of(cancel, confirm), cancel);
    }
}

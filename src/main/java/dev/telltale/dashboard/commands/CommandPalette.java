package dev.telltale.dashboard.commands;

import dev.telltale.dashboard.viewmodel.command.Command;
import dev.telltale.dashboard.viewmodel.command.CommandList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The list of every command with its key, filtered by typing; Enter or a click gives the selected one. It returns the
 * focus to where it was, since some commands act on that.
 */
public final class CommandPalette extends StackPane {
    private static final double LINE_HEIGHT = 28;
    private static final double MAX_HEIGHT = 440;

    private final CommandList model;
    private final TextField field = new TextField();
    private final ListView<Command> list;
    private @Nullable Node focusedBefore;

    public CommandPalette(CommandList model) {
        this.model = model;
        setId("commandPalette");
        getStyleClass().add("help-shade");
        visibleProperty().bind(model.openProperty());
        field.setId("commandFilter");
        field.setAccessibleText("Filter the commands");
        field.setPromptText("Type a part of a command");
        field.textProperty().bindBidirectional(model.filterProperty());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        list = new ListView<>(model.shown());
        list.setId("commandList");
        list.setAccessibleText("All commands");
        list.getStyleClass().add("edge-to-edge");
        list.setFixedCellSize(LINE_HEIGHT);
        list.setFocusTraversable(false);
        list.setCellFactory(view -> new CommandCell());
        list.setPlaceholder(new Label("No command has all these words."));
        VBox.setVgrow(list, Priority.ALWAYS);
        var card = new VBox(field, list);
        card.getStyleClass().addAll("help-card", "commands");
        card.setMaxHeight(MAX_HEIGHT);
        getChildren().add(card);
        model.openProperty().addListener((property, before, isOpen) -> focus(isOpen));
        model.filterProperty().addListener((property, before, after) -> selectFirst());
        addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getTarget() == this) {
                model.close();
            }
        });
    }

    private void focus(boolean isOpen) {
        if (isOpen) {
            focusedBefore = getScene().getFocusOwner();
            field.requestFocus();
            selectFirst();
        } else if (focusedBefore != null) {
            focusedBefore.requestFocus();
            focusedBefore = null;
        }
    }

    private void selectFirst() {
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
    }

    private void keyPressed(KeyEvent event) {
        switch (event.getCode()) {
            case UP -> list.getSelectionModel().selectPrevious();
            case DOWN -> list.getSelectionModel().selectNext();
            case ENTER -> give(list.getSelectionModel().getSelectedItem());
            case ESCAPE -> model.close();
            default -> {
                return; // For the text field, or a key of the window.
            }
        }
        list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - 1));
        event.consume();
    }

    private void give(@Nullable Command command) {
        if (command != null) {
            model.give(command);
        }
    }

    /** A line: the name, why it is not possible now, and the key. */
    private final class CommandCell extends ListCell<Command> {
        private final Label name = new Label();
        private final Label whyNot = new Label();
        private final Label key = new Label();
        private final Region spacer = new Region();
        private final HBox line = new HBox(12, name, whyNot, spacer, key);

        CommandCell() {
            line.setAlignment(Pos.CENTER_LEFT);
            name.setMinWidth(USE_PREF_SIZE);
            key.setMinWidth(USE_PREF_SIZE);
            key.getStyleClass().add("key");
            whyNot.getStyleClass().add("quiet");
            HBox.setHgrow(spacer, Priority.ALWAYS);
            setPrefWidth(0);
            setOnMouseClicked(event -> give(getItem()));
        }

        @Override
        protected void updateItem(@Nullable Command command, boolean empty) {
            super.updateItem(command, empty);
            setText(null);
            if (command == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            name.setText(command.name());
            name.setDisable(!command.isPossible());
            whyNot.setText(command.whyNot());
            key.setText(command.key());
            setGraphic(line);
            setAccessibleText(String.join(" ", command.name(), command.key(), command.whyNot()));
        }
    }
}

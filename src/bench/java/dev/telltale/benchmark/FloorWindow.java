package dev.telltale.benchmark;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.stage.Stage;

/** The floor of the panel's first frame: a JavaFX window with a few colours, which tell its first frame from none. */
public final class FloorWindow extends Application {
    private static final String[] COLOURS = {"red", "green", "blue", "yellow"};
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 800;

    /** Runs as a plain class: a main class that is an Application would need JavaFX as modules. */
    public static final class Main {
        private Main() {}

        /** Opens the window. */
        public static void main(String[] args) {
            Application.launch(FloorWindow.class, args);
        }
    }

    @Override
    public void start(Stage stage) {
        var stripes = new HBox();
        for (String colour : COLOURS) {
            var stripe = new Region();
            stripe.setPrefWidth((double) WIDTH / COLOURS.length);
            stripe.setStyle("-fx-background-color: " + colour);
            stripes.getChildren().add(stripe);
        }
        stage.setScene(new Scene(stripes, WIDTH, HEIGHT));
        stage.setTitle("Floor");
        // Under some window managers a window without a smallest size begins with 200 x 200 pixels.
        stage.setMinWidth(WIDTH);
        stage.setMinHeight(HEIGHT);
        stage.show();
    }
}

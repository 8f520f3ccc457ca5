package dev.telltale.dashboard;

import dev.telltale.dashboard.viewmodel.whatif.WhatIfViewModel;
import dev.telltale.dashboard.whatif.WhatIfPane;
import dev.telltale.model.DetectorKind;
import dev.telltale.whatif.Evaluation;
import dev.telltale.whatif.LossyTraces;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** Draws the what-if pane of a simulated recording: six hours of three nodes that lose 2 % of all messages. */
final class WhatIfPicture {
    private static final int WIDTH = 1_000;
    private static final int HEIGHT = 990;
    private static final double LOSS = 0.02;
    private static final long LIMIT_SECONDS = 60;

    private final BlockingQueue<Runnable> handedOver = new LinkedBlockingQueue<>();
    private final WhatIfViewModel model;

    private WhatIfPicture() {
        var traces = LossyTraces.of(LOSS, Duration.ofHours(6));
        model = new WhatIfViewModel(
                workers -> new Evaluation(traces, List.of(), workers), handedOver::add, ZoneId.of("UTC"));
    }

    /** On the FX thread, which runs what the other threads hand over. */
    static WritableImage draw(Stage stage) {
        return new WhatIfPicture().drawn(stage);
    }

    private WritableImage drawn(Stage stage) {
        try (model) {
            var root = new StackPane(new WhatIfPane(model));
            root.getStyleClass().add("panel");
            var scene = new Scene(root, WIDTH, HEIGHT);
            scene.getStylesheets()
                    .add(Objects.requireNonNull(PanelController.class.getResource("dashboard.css"))
                            .toExternalForm());
            stage.setScene(scene);
            stage.show();
            model.open();
            await(() -> model.rowsProperty().get().size() == 2 && isComplete());
            tryTimeout(DetectorKind.EVIDENCE, 1_600);
            model.pin();
            tryTimeout(DetectorKind.TIMEOUT, 1_000);
            model.lanes().showNextDown();
            model.advice().mistakesProperty().set("1/hour");
            model.advice().ask();
            await(() -> !model.advice().answerProperty().get().isEmpty());
            // The second one with the rows that the answer needs at its width.
            for (int pass = 0; pass < 2; pass++) {
                root.applyCss();
                root.layout();
            }
            return scene.snapshot(null);
        }
    }

    private boolean isComplete() {
        return model.curve().statusProperty().get().equals("every 500 ms");
    }

    private void tryTimeout(DetectorKind detector, int millis) {
        model.choose(Objects.requireNonNull(model.settingProperty().get())
                .withDetector(detector)
                .withTimeout(Duration.ofMillis(millis)));
        await(() -> !model.busyProperty().get());
    }

    private void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            try {
                Runnable next = handedOver.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    throw new IllegalStateException("nothing happened for " + LIMIT_SECONDS + " s");
                }
                next.run();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

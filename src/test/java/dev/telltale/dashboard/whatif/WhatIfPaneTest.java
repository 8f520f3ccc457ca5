package dev.telltale.dashboard.whatif;

import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.DashboardFixture;
import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.viewmodel.whatif.CurveChart;
import dev.telltale.dashboard.viewmodel.whatif.SettingRow;
import dev.telltale.dashboard.viewmodel.whatif.WhatIfViewModel;
import dev.telltale.model.DetectorKind;
import dev.telltale.testkit.Await;
import dev.telltale.trace.NodeTrace;
import dev.telltale.whatif.Evaluation;
import dev.telltale.whatif.LossyTraces;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The what-if pane in a window. */
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class WhatIfPaneTest {
    private static final List<NodeTrace> TRACES = LossyTraces.of(0.05, Duration.ofMinutes(20));

    private final WhatIfViewModel model = new WhatIfViewModel(
            workers -> new Evaluation(TRACES, List.of(), workers), FxBridge.FX_THREAD, ZoneId.of("UTC"));
    private @Nullable StackPane root;

    @Start
    void start(Stage window) {
        root = new StackPane(new WhatIfPane(model));
        root.getStyleClass().add("panel");
        DashboardFixture.show(window, root, 1_000, 900);
        model.open();
    }

    @AfterEach
    void close() {
        doOnFx(model::close);
    }

    private <T extends Node> T find(String id, Class<T> type) {
        return type.cast(
                Objects.requireNonNull(onFx(() -> Objects.requireNonNull(root).lookup("#" + id)), id));
    }

    private void awaitTried(String label) {
        Await.until(
                label + " is tried",
                () -> onFx(() -> !model.busyProperty().get()
                        && model.rowsProperty().get().size() > 1
                        && model.rowsProperty().get().get(1).label().equals(label)));
    }

    private String scores() {
        return onFx(() -> find("scores", ScoreTable.class).getChildren().stream()
                .filter(node -> node instanceof Label)
                .map(node -> ((Label) node).getText())
                .reduce("", (all, next) -> all + next + "|"));
    }

    @Test
    void aSliderIsMovedByKeysAndChangesLaneAndScore(FxRobot robot) {
        awaitTried("evidence 3 s");
        assertThat(scores()).contains("recorded: evidence 3 s|exact|", "tried: evidence 3 s|exact|");
        Slider slider = find("whatIfTimeout", Slider.class);
        assertThat(onFx(slider::getAccessibleText)).isEqualTo("timeout: 3 s, recorded 3 s");
        doOnFx(slider::requestFocus);
        robot.type(KeyCode.LEFT);
        Await.until(
                "a shorter timeout is tried",
                () -> onFx(() -> {
                    SettingRow row = model.rowsProperty().get().get(1);
                    return row.score().settings().heartbeat().timeout().compareTo(Duration.ofSeconds(3)) < 0;
                }));
        robot.type(KeyCode.HOME);
        awaitTried("evidence 525 ms");
        assertThat(scores()).contains("tried: evidence 525 ms|exact|");
        assertThat(onFx(() -> find("whatIfLanes", LanesCanvas.class).getAccessibleText()))
                .contains("tried evidence 525 ms");
    }

    @Test
    void aTypedValueIsTriedAndABadOneIsExplained(FxRobot robot) {
        awaitTried("evidence 3 s");
        type(robot, "whatIfTimeoutValue", "1.3 s");
        awaitTried("evidence 1.3 s");
        type(robot, "whatIfTimeoutValue", "soon");
        assertThat(onFx(() -> Objects.requireNonNull(root).lookupAll(".problem").stream()
                        .map(node -> ((Label) node).getText())
                        .toList()))
                .anySatisfy(words -> assertThat(words).startsWith("timeout: a duration is a number and a unit"));
        assertThat(onFx(() -> model.rowsProperty().get().get(1).label())).isEqualTo("evidence 1.3 s");
    }

    private void type(FxRobot robot, String id, String words) {
        TextField field = find(id, TextField.class);
        doOnFx(() -> {
            field.requestFocus();
            field.setText(words);
        });
        robot.type(KeyCode.ENTER);
    }

    @Test
    void aPointOfTheCurveIsTriedByAClick(FxRobot robot) {
        Await.until(
                "the curve is complete",
                () -> onFx(() -> model.curve().statusProperty().get().equals("every 500 ms")));
        CurveCanvas curve = find("curve", CurveCanvas.class);
        CurveChart chart =
                Objects.requireNonNull(onFx(() -> model.curve().chartProperty().get()));
        CurveChart.Spot spot = chart.lines().get(1).spots().get(0);
        assertThat(spot.setting().detector()).isEqualTo(DetectorKind.TIMEOUT);
        robot.clickOn(onFx(() -> {
            double[] place = curve.place(spot);
            return curve.localToScreen(place[0], place[1]);
        }));
        Await.until(
                "it is tried",
                () -> onFx(() -> !model.busyProperty().get()
                        && Objects.requireNonNull(model.settingProperty().get())
                                .timeout()
                                .equals(spot.setting().timeout())));
        assertThat(onFx(curve::getAccessibleText)).contains("99 of 100 failures detected within", "per link and day");
        robot.type(KeyCode.RIGHT);
        assertThat(onFx(curve::getAccessibleText)).contains("every 500 ms");
    }

    @Test
    void aPinnedSettingStaysUntilItIsDropped(FxRobot robot) {
        awaitTried("evidence 3 s");
        type(robot, "whatIfTimeoutValue", "800ms");
        awaitTried("evidence 800 ms");
        fire("pin");
        doOnFx(() -> find("asRecorded", Button.class).fire());
        awaitTried("evidence 3 s");
        assertThat(scores()).contains("pinned: evidence 800 ms|exact|");
        Button drop = onFx(() -> find("scores", ScoreTable.class).getChildren().stream()
                .filter(node -> node instanceof Button)
                .map(node -> (Button) node)
                .findFirst()
                .orElseThrow());
        doOnFx(drop::fire);
        assertThat(scores()).doesNotContain("pinned");
    }

    private void fire(String id) {
        doOnFx(() -> find(id, Button.class).fire());
    }

    @Test
    void theRecommendationAppearsAndItsSnippetIsCopied() {
        awaitTried("evidence 3 s");
        doOnFx(() -> {
            find("adviceWithin", TextField.class).setText("2.4s");
            find("adviceMistakes", TextField.class).setText("2/hour");
        });
        fire("recommend");
        TextArea answer = find("adviceAnswer", TextArea.class);
        Await.until("there is an answer", () -> onFx(answer::getText).startsWith("Recommended: "));
        assertThat(onFx(() -> answer.isVisible() && !answer.isEditable())).isTrue();
        fire("copySnippet");
        assertThat(onFx(() -> Clipboard.getSystemClipboard().getString())).contains("\"heartbeat_timeout\": ");
    }
}

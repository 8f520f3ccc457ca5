package dev.telltale.dashboard.viewmodel.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.timeline.LaneSegments.Run;
import dev.telltale.dashboard.viewmodel.whatif.SettingRow.Role;
import dev.telltale.fault.Link;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;
import dev.telltale.testkit.Await;
import dev.telltale.trace.NodeTrace;
import dev.telltale.whatif.CurveCalculation;
import dev.telltale.whatif.Evaluation;
import dev.telltale.whatif.LossyTraces;
import dev.telltale.whatif.Workers;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The test's thread is the FX thread: it runs what the other threads hand over. */
class WhatIfViewModelTest {
    private static final List<NodeTrace> TRACES = LossyTraces.of(0.05, Duration.ofMinutes(20));

    private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
    private final WhatIfViewModel model =
            new WhatIfViewModel(workers -> new Evaluation(TRACES, List.of(), workers), fx::add, ZoneId.of("UTC"));
    private final List<SettingRow> seen = new ArrayList<>();

    @AfterEach
    void close() {
        model.close();
    }

    private void until(String what, BooleanSupplier condition) {
        Await.await(what).pollInSameThread().until(() -> {
            for (Runnable next = fx.poll(); next != null; next = fx.poll()) {
                next.run();
            }
            return condition.getAsBoolean();
        });
    }

    private void open() {
        model.rowsProperty().addListener((property, before, after) -> seen.addAll(after));
        model.open();
        until(
                "the recorded setting is replayed",
                () -> model.rowsProperty().get().size() == 2);
    }

    private TriedSetting setting() {
        return Objects.requireNonNull(model.settingProperty().get());
    }

    private SettingRow row(int index) {
        return model.rowsProperty().get().get(index);
    }

    private void chooseTimeout(int millis) {
        model.choose(setting().withDetector(DetectorKind.TIMEOUT).withTimeout(Duration.ofMillis(millis)));
    }

    private void tried(int millis) {
        chooseTimeout(millis);
        until("the timeout is tried", () -> !model.busyProperty().get());
    }

    @Test
    void itBeginsWithTheRecordedSetting() {
        open();
        assertThat(row(0).role()).isEqualTo(Role.RECORDED);
        assertThat(row(0).figures()).startsWith("recorded: evidence 3 s", "exact");
        assertThat(row(1).score()).isSameAs(row(0).score());
        assertThat(model.statusProperty().get()).isEmpty();
    }

    /** Positions that a moving slider passes are not shown; the last one always is. */
    @Test
    void theNewestPositionWins() {
        open();
        seen.clear();
        for (int millis = 600; millis < 900; millis++) {
            chooseTimeout(millis);
        }
        tried(900);
        assertThat(row(1).label()).isEqualTo("timeout 900 ms");
        assertThat(row(1).score().settings().heartbeat().timeout()).isEqualTo(Duration.ofMillis(900));
        assertThat(seen.stream().filter(row -> row.role() == Role.TRIED).map(SettingRow::label))
                .containsOnly("timeout 900 ms");
        assertThat(row(0).label()).isEqualTo("timeout 3 s");
    }

    @Test
    void aPinnedSettingKeepsItsRowAndItsLane() {
        open();
        for (int millis = 600; millis < 600 + WhatIfViewModel.MAX_PINS; millis++) {
            tried(millis);
            assertThat(model.pin()).isTrue();
            assertThat(model.pin()).as("twice").isFalse();
        }
        tried(700);
        assertThat(model.pin()).as("no room").isFalse();
        assertThat(model.rowsProperty().get()).hasSize(2 + WhatIfViewModel.MAX_PINS);
        assertThat(row(2).figures()).startsWith("pinned: timeout 600 ms");
        assertThat(model.lanes().rows()).isEqualTo(model.rowsProperty().get());
        model.unpin(row(2));
        assertThat(model.rowsProperty().get())
                .extracting(SettingRow::label)
                .containsExactly("timeout 3 s", "timeout 700 ms", "timeout 601 ms", "timeout 602 ms", "timeout 603 ms");
    }

    @Test
    void theLaneOfAShortTimeoutHasDownsAndNextDownShowsOne() {
        open();
        tried(700);
        var lanes = model.lanes();
        lanes.linkProperty().set(new Link(new NodeId("node1"), new NodeId("node2")));
        assertThat(states(0)).contains(CellState.UP).doesNotContain(CellState.DOWN);
        assertThat(states(1)).contains(CellState.UP, CellState.DOWN);
        Duration whole = lanes.window().span();
        lanes.showNextDown();
        assertThat(lanes.window().span()).isLessThan(whole);
        assertThat(lanes.words(1, 0.5001)).startsWith("tried: timeout 700 ms: down from ");
        assertThat(lanes.words(0, 0.5001)).startsWith("recorded: timeout 3 s: ").doesNotContain("down");
        assertThat(lanes.text()).contains("timeout 700 ms\tnode1 about node2\t");
        lanes.showAll();
        assertThat(lanes.window().span()).isEqualTo(whole);
        lanes.zoom(0.5, 1e-9);
        assertThat(lanes.window().span()).isEqualTo(Duration.ofSeconds(1));
    }

    private List<CellState> states(int lane) {
        return model.lanes().segments(1_000).get(lane).runs().stream()
                .map(Run::state)
                .distinct()
                .toList();
    }

    @Test
    void theCurveIsThatOfItsCalculation() {
        open();
        tried(700);
        until(
                "the curve is complete",
                () -> model.curve().statusProperty().get().equals("every 500 ms"));
        CurveChart chart = Objects.requireNonNull(model.curve().chartProperty().get());
        var calculation = new CurveCalculation(TRACES, List.of());
        var curves = calculation.curves(1);
        assertThat(chart.lines()).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(chart.lines().get(i).spots()).hasSameSizeAs(curves.get(i).points());
            assertThat(chart.lines().get(i).spots().stream().filter(CurveChart.Spot::isRecorded))
                    .hasSize(1);
        }
        assertThat(chart.reasons()).singleElement().asString().startsWith("swim");
        CurveChart.Spot tried = Objects.requireNonNull(chart.tried());
        assertThat(tried.setting()).isEqualTo(setting());
        assertThat(tried.words()).contains("timeout, every 500 ms, down after 700 ms", "mistakes");
        assertThat(chart.text().lines().count()).isGreaterThan(20);
        assertThat(chart.lines().stream().flatMap(line -> line.spots().stream()))
                .allSatisfy(spot -> {
                    assertThat(spot.x()).isBetween(0.0, 1.0);
                    assertThat(spot.y()).isBetween(0.0, 1.0);
                    assertThat(spot.isBound()).isEqualTo(spot.words().contains("No mistake recorded; at 95 % at most"));
                });
    }

    @Test
    void aLargerIntervalIsApproximateAndHasCurvesOfItsOwn() {
        open();
        model.choose(Objects.requireNonNull(model.choice()).withMultiple(setting(), 2));
        until("it is tried", () -> !model.busyProperty().get());
        assertThat(row(1).figures()).startsWith("tried: evidence 3 s, every 1 s", "approximate");
        assertThat(row(1).reason()).contains("1 of 2 is kept");
        until(
                "the curve is complete",
                () -> model.curve().statusProperty().get().equals("every 1 s"));
    }

    @Test
    void theAdviceHasItsEvidenceAndASnippet() {
        open();
        AdviceViewModel advice = model.advice();
        assertThat(advice.detectWithinProperty().get()).isEqualTo("3s");
        advice.detectWithinProperty().set("2.4 s");
        advice.mistakesProperty().set("2/hour");
        advice.ask();
        assertThat(advice.progressProperty().get()).isZero();
        until("there is an answer", () -> !advice.answerProperty().get().isEmpty());
        assertThat(advice.progressProperty().get()).isEqualTo(AdviceViewModel.IDLE);
        assertThat(advice.answerProperty().get())
                .startsWith("Recommended: ")
                .contains("Runner-up", "Chen", "What changes");
        assertThat(advice.snippetProperty().get()).contains("\"heartbeat_timeout\": ");
    }

    @Test
    void aGoalThatIsNoneIsSaidAtOnce() {
        open();
        AdviceViewModel advice = model.advice();
        advice.mistakesProperty().set("few");
        advice.ask();
        assertThat(advice.problemProperty().get()).startsWith("Mistakes: a rate is a number");
        advice.mistakesProperty().set("1/day");
        advice.detectWithinProperty().set("0s");
        advice.ask();
        assertThat(advice.problemProperty().get()).isEqualTo("Detect within: more than zero, found 0s");
        assertThat(advice.progressProperty().get()).isEqualTo(AdviceViewModel.IDLE);
    }

    @Test
    void cancelledAdviceGivesNoAnswer() {
        open();
        AdviceViewModel advice = model.advice();
        advice.ask();
        advice.cancel();
        assertThat(advice.progressProperty().get()).isEqualTo(AdviceViewModel.IDLE);
        until(
                "the curve is complete",
                () -> model.curve().statusProperty().get().equals("every 500 ms"));
        assertThat(advice.answerProperty().get()).isEmpty();
    }

    @Test
    void nothingIsShownAfterTheEnd() {
        open();
        chooseTimeout(700);
        model.close();
        List<SettingRow> rows = model.rowsProperty().get();
        Await.await("the threads have ended")
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("what-if")));
        until("all is handed over", fx::isEmpty);
        assertThat(model.rowsProperty().get()).isSameAs(rows);
        chooseTimeout(800);
        assertThat(setting().timeout()).isEqualTo(Duration.ofMillis(700));
    }

    @Test
    void aRecordingThatCannotBeReadIsSaid() {
        try (var broken = new WhatIfViewModel(
                workers -> {
                    throw new IllegalStateException("no recording");
                },
                fx::add,
                ZoneId.of("UTC"))) {
            broken.open();
            until("it is said", () -> broken.statusProperty().get().equals("no recording"));
            assertThat(broken.busyProperty().get()).isFalse();
        }
        assertThat(Workers.CALLER.all(List.of())).isEmpty();
    }
}

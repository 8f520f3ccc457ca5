package dev.telltale.dashboard.viewmodel.whatif;

import dev.telltale.concurrent.NewestTask;
import dev.telltale.text.DurationFormat;
import dev.telltale.whatif.Curve;
import dev.telltale.whatif.CurveCalculation;
import dev.telltale.whatif.CurvePoint;
import dev.telltale.whatif.Evaluation;
import dev.telltale.whatif.Trial;
import dev.telltale.whatif.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** The curves of mistakes against detection time, calculated setting by setting on another thread. FX thread only. */
public final class CurveViewModel {
    private final NewestTask task;
    private final UnaryOperator<BooleanSupplier> polite;
    private final Executor fxThread;
    private final ReadOnlyObjectWrapper<@Nullable CurveChart> chart = new ReadOnlyObjectWrapper<>(this, "chart");
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper(this, "status", "");
    private List<Curve> curves = List.of();
    private @Nullable CurvePoint marked;
    private int multiple;
    private boolean isClosed;

    /** @param polite makes a question that waits while a setting is replayed for which a person waits */
    CurveViewModel(NewestTask task, UnaryOperator<BooleanSupplier> polite, Executor fxThread) {
        this.task = task;
        this.polite = polite;
        this.fxThread = fxThread;
    }

    /** Calculates the curves of this multiple of the recorded interval; no effect if they are, or are being calculated. */
    void calculate(Evaluation evaluation, int wished) {
        if (wished == multiple) {
            return;
        }
        multiple = wished;
        curves = List.of();
        update(evaluation);
        // The helper is left to what a person waits for.
        var calculation = new CurveCalculation(evaluation.by(Workers.CALLER));
        task.start(isCancelled -> {
            List<CurvePoint> points = new ArrayList<>();
            List<Trial> trials = calculation.trials(wished);
            BooleanSupplier question = polite.apply(isCancelled);
            for (int done = 0; done <= trials.size(); done++) {
                boolean isComplete = done == trials.size();
                List<Curve> found = calculation.curves(points, isComplete);
                String progress = isComplete ? "" : ", calculated " + done + " of " + trials.size() + " settings";
                fxThread.execute(() -> show(evaluation, wished, found, progress));
                if (question.getAsBoolean()) {
                    return;
                }
                if (!isComplete) {
                    points.addAll(calculation.points(trials.get(done), question));
                }
            }
        });
    }

    private void show(Evaluation evaluation, int calculated, List<Curve> found, String progress) {
        if (isClosed || calculated != multiple) {
            return;
        }
        curves = found;
        Duration interval = evaluation.recorded().heartbeat().interval().multipliedBy(calculated);
        status.set("every " + DurationFormat.setting(interval) + progress);
        update(evaluation);
    }

    /** Marks the point of the tried setting; none if it has no detection time. */
    void mark(Evaluation evaluation, @Nullable CurvePoint point) {
        marked = point;
        update(evaluation);
    }

    private void update(Evaluation evaluation) {
        chart.set(CurveChart.of(curves, marked, evaluation.recorded()));
    }

    /** Cancels the calculation. */
    void close() {
        isClosed = true;
        task.cancel();
    }

    /** Null before the recording is read. */
    public ReadOnlyObjectProperty<@Nullable CurveChart> chartProperty() {
        return chart.getReadOnlyProperty();
    }

    /** The interval of the curves, and how many settings of them are done. */
    public ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }
}

package dev.telltale.dashboard.viewmodel.whatif;

import dev.telltale.concurrent.NewestTask;
import dev.telltale.text.Durations;
import dev.telltale.tune.ConfigSnippet;
import dev.telltale.tune.Goals;
import dev.telltale.tune.Rate;
import dev.telltale.tune.Recommendation;
import dev.telltale.tune.RecommendationText;
import dev.telltale.whatif.Advisor;
import dev.telltale.whatif.Evaluation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** "Which timeout should I set?": two goals, and the answer of the {@link Advisor}. FX thread only. */
public final class AdviceViewModel {
    /** The progress while nothing is calculated. */
    public static final double IDLE = -1;

    private final NewestTask task;
    private final UnaryOperator<BooleanSupplier> polite;
    private final Executor fxThread;
    private final StringProperty detectWithin = new SimpleStringProperty(this, "detectWithin", "");
    private final StringProperty mistakes = new SimpleStringProperty(this, "mistakes", "1/month");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", IDLE);
    private final ReadOnlyStringWrapper answer = new ReadOnlyStringWrapper(this, "answer", "");
    private final ReadOnlyStringWrapper snippet = new ReadOnlyStringWrapper(this, "snippet", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private @Nullable Evaluation evaluation;
    private long requests;

    /** @param polite makes the question whether the work is cancelled one that waits for more urgent work */
    AdviceViewModel(NewestTask task, UnaryOperator<BooleanSupplier> polite, Executor fxThread) {
        this.task = task;
        this.polite = polite;
        this.fxThread = fxThread;
    }

    void ready(Evaluation loaded) {
        evaluation = loaded;
        if (detectWithin.get().isEmpty()) {
            detectWithin.set(Durations.format(loaded.recorded().heartbeat().timeout()));
        }
    }

    /** Calculates the answer to the goals as they are now, some ten seconds for a day of three nodes. */
    public void ask() {
        Evaluation loaded = evaluation;
        if (loaded == null) {
            return;
        }
        Goals goals;
        try {
            goals = new Goals(time("Detect within", detectWithin.get()), rate(mistakes.get()));
        } catch (IllegalArgumentException e) {
            problem.set(String.valueOf(e.getMessage()));
            return;
        }
        problem.set("");
        answer.set("");
        snippet.set("");
        progress.set(0);
        long request = ++requests;
        task.start(isCancelled -> {
            try {
                Recommendation found = new Advisor(loaded)
                        .recommend(goals, share -> onFx(request, () -> progress.set(share)), polite.apply(isCancelled));
                onFx(request, () -> show(found));
            } catch (IllegalArgumentException e) {
                onFx(request, () -> {
                    progress.set(IDLE);
                    problem.set(String.valueOf(e.getMessage()));
                });
            }
        });
    }

    private static Duration time(String name, String text) {
        try {
            Duration time = Durations.parse(text.replace(" ", ""));
            if (!time.isZero()) {
                return time;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(name + ": more than zero, found " + text.strip());
    }

    private static Rate rate(String text) {
        try {
            return Rate.parse(text.replace(" ", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Mistakes: " + e.getMessage(), e);
        }
    }

    /** Stops the calculation. */
    public void cancel() {
        requests++;
        task.cancel();
        progress.set(IDLE);
    }

    private void onFx(long request, Runnable update) {
        fxThread.execute(() -> {
            if (request == requests) {
                update.run();
            }
        });
    }

    private void show(Recommendation found) {
        progress.set(IDLE);
        var text = new StringBuilder(String.join("\n", RecommendationText.lines(found)));
        if (found.outcome() == Recommendation.Outcome.SUPPORTED) {
            var config = new ConfigSnippet(found.recording(), found.best().candidate());
            List<String> changes = config.changes();
            text.append(
                    changes.isEmpty()
                            ? "\nIt is the setting of the recording: cluster.json needs no change."
                            : "\nWhat changes: " + String.join("; ", changes) + ".");
            snippet.set(config.lines());
        }
        answer.set(text.toString());
    }

    /** The longest detection time that is wanted, such as {@code 3s}. */
    public StringProperty detectWithinProperty() {
        return detectWithin;
    }

    /** How many mistakes of a link are accepted, such as {@code 1/month}. */
    public StringProperty mistakesProperty() {
        return mistakes;
    }

    /** 0 to 1; {@link #IDLE} if nothing is calculated. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** The recommendation with its evidence, in lines; empty if there is none yet. */
    public ReadOnlyStringProperty answerProperty() {
        return answer.getReadOnlyProperty();
    }

    /** The lines for {@code cluster.json}; empty if nothing is recommended, or if nothing changes. */
    public ReadOnlyStringProperty snippetProperty() {
        return snippet.getReadOnlyProperty();
    }

    /** What is wrong with the goals or the recording, one sentence; empty if nothing is. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}

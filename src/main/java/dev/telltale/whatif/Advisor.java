package dev.telltale.whatif;

import dev.telltale.groundtruth.Outage;
import dev.telltale.trace.NodeTrace;
import dev.telltale.tune.Candidate;
import dev.telltale.tune.Goals;
import dev.telltale.tune.Recommendation;
import dev.telltale.tune.Recording;
import dev.telltale.tune.Tuning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/**
 * Replays a recording with each setting that is worth a try, and recommends one. Takes a replay for each of about forty
 * settings: some ten seconds for a day of three nodes. Swim is left out, since silence alone never changes its verdict.
 * Uses the traces that were recorded with the settings of the last one.
 */
public final class Advisor {
    private final Evaluation evaluation;

    public Advisor(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /**
     * An advisor that replays on the calling thread.
     *
     * @param traces at least one
     * @param outages what really happened; may be empty
     */
    public Advisor(List<NodeTrace> traces, List<Outage> outages) {
        this(new Evaluation(traces, outages, Workers.CALLER));
    }

    /**
     * Recommends a setting.
     *
     * @throws IllegalArgumentException if the recording is too short for any measure
     */
    public Recommendation recommend(Goals goals) {
        return recommend(goals, share -> {}, () -> false);
    }

    /**
     * The same, with progress and without cancellation.
     *
     * @param progress gets the share of the work that is done, from 0 to 1, on the calling thread
     * @param isCancelled asked now and then, on the threads of the workers
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public Recommendation recommend(Goals goals, DoubleConsumer progress, BooleanSupplier isCancelled) {
        List<Candidate> candidates = new ArrayList<>();
        List<Trial> trials = Trials.of(evaluation.recorded(), goals.detectWithin());
        for (int i = 0; i < trials.size(); i++) {
            progress.accept((double) i / trials.size());
            candidates.addAll(evaluation.candidates(trials.get(i), isCancelled));
        }
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException(
                    "the recording is too short: after a gap the detectors need 2 timeouts and 100 intervals");
        }
        return Tuning.recommend(evaluation.recording(), goals, candidates);
    }

    /** How much was recorded, and with which settings. */
    public Recording recording() {
        return evaluation.recording();
    }
}

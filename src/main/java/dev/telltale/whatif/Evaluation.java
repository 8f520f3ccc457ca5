package dev.telltale.whatif;

import dev.telltale.fault.Link;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.qos.DetectorQuality;
import dev.telltale.qos.DurationSummary;
import dev.telltale.qos.Summary;
import dev.telltale.replay.Fidelity;
import dev.telltale.replay.ReplayScore;
import dev.telltale.replay.ReplaySettings;
import dev.telltale.replay.TraceReplay;
import dev.telltale.trace.NodeTrace;
import dev.telltale.tune.Candidate;
import dev.telltale.tune.Rated;
import dev.telltale.tune.Recording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Replays a recording with one setting, and measures what each detector would have done. Uses the traces that were
 * recorded with the settings of the last one. Immutable. A replay blocks: 0.1 to 0.2 s for one detector and a day of
 * three nodes.
 */
public final class Evaluation {
    private final List<NodeTrace> traces;
    private final List<Outage> outages;
    private final TraceFacts facts;
    private final ReplaySettings recorded;
    private final Workers workers;

    /**
     * @param traces at least one
     * @param outages what really happened; may be empty
     * @param workers replay the traces of one setting
     */
    public Evaluation(List<NodeTrace> traces, List<Outage> outages, Workers workers) {
        recorded = ReplaySettings.of(traces.get(traces.size() - 1).header());
        // The longest first, so that several workers end together.
        this.traces = traces.stream()
                .filter(trace -> ReplaySettings.of(trace.header()).equals(recorded))
                .sorted(Comparator.comparing((NodeTrace trace) -> trace.ticks().size())
                        .reversed())
                .toList();
        this.outages = List.copyOf(outages);
        this.workers = workers;
        facts = TraceFacts.of(this.traces);
    }

    private Evaluation(Evaluation other, Workers workers) {
        traces = other.traces;
        outages = other.outages;
        facts = other.facts;
        recorded = other.recorded;
        this.workers = workers;
    }

    /** The same recording, replayed by other workers. */
    public Evaluation by(Workers others) {
        return new Evaluation(this, others);
    }

    /** How much was recorded, and with which settings. */
    public Recording recording() {
        return facts.recording();
    }

    /** The settings with which the recording was made. */
    public ReplaySettings recorded() {
        return recorded;
    }

    /** All links that were recorded, by observer and subject. */
    public List<Link> links() {
        return traces.stream()
                .flatMap(trace -> trace.header().peers().stream()
                        .map(peer -> new Link(trace.header().observer(), peer)))
                .distinct()
                .sorted(Comparator.comparing(Link::observer).thenComparing(Link::subject))
                .toList();
    }

    /** Outages before every trace are those of which nothing is known. */
    boolean hasFailure() {
        return outages.stream()
                .anyMatch(outage -> traces.stream()
                        .anyMatch(trace ->
                                outage.from().isAfter(trace.header().start().wall())));
    }

    /**
     * Replays one setting for one detector, which decides unless the setting is the recorded one.
     *
     * @param isCancelled asked now and then, on the threads of the workers
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public SettingScore score(ReplaySettings wished, DetectorKind kind, BooleanSupplier isCancelled) {
        boolean isRecorded = Trials.isRecorded(wished, recorded);
        ReplaySettings settings = isRecorded
                ? recorded
                : new ReplaySettings(wished.heartbeat(), wished.detection().withDeciding(kind));
        List<TraceReplay> replays = replays(new Trial(settings, List.of(kind)), isCancelled);
        ReplayScore score = ReplayScore.of(replays, outages);
        return new SettingScore(
                settings,
                kind,
                score.fidelities().getOrDefault(kind, Fidelity.of(recorded, settings, kind)),
                candidates(settings, score).stream().map(Rated::of).findFirst().orElse(null),
                score.summaries().get(kind),
                replays.stream()
                        .map(TraceReplay::result)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** One candidate for each detector of the trial that has a detection time and was watched. */
    List<Candidate> candidates(Trial trial, BooleanSupplier isCancelled) {
        return candidates(trial.settings(), ReplayScore.of(replays(trial, isCancelled), outages));
    }

    private List<TraceReplay> replays(Trial trial, BooleanSupplier isCancelled) {
        List<Supplier<TraceReplay>> tasks = new ArrayList<>();
        for (NodeTrace trace : traces) {
            tasks.add(() -> TraceReplay.of(trace, trial.settings(), trial.kinds(), outages, isCancelled));
        }
        return workers.all(tasks);
    }

    private List<Candidate> candidates(ReplaySettings settings, ReplayScore score) {
        List<Candidate> candidates = new ArrayList<>();
        score.fidelities().forEach((kind, fidelity) -> {
            DurationSummary times = times(score, kind);
            List<DetectorQuality> lanes = score.lanes().stream()
                    .filter(lane -> lane.lane().detector() == kind)
                    .toList();
            double hours = lanes.stream()
                            .mapToLong(lane -> lane.healthyTime().toNanos())
                            .sum()
                    / 3.6e12;
            if (times.count() > 0 && hours > 0) {
                DetectionSettings detection = settings.detection().withDeciding(kind);
                boolean isExact = fidelity.level() == Fidelity.Level.EXACT;
                candidates.add(new Candidate(
                        settings.heartbeat(),
                        detection,
                        facts.mistakes(lanes, hours),
                        times,
                        isExact,
                        isExact ? "exact" : fidelity.text()));
            }
        });
        return candidates;
    }

    /** Of virtual crashes; of the real ones for a detector that watches more than the silence. */
    private static DurationSummary times(ReplayScore score, DetectorKind kind) {
        DurationSummary virtual = score.crashes().get(kind);
        Summary real = score.summaries().get(kind);
        return virtual != null ? virtual : real == null ? DurationSummary.EMPTY : real.detectionTime();
    }
}

package dev.telltale.dashboard.viewmodel;

import dev.telltale.bench.FaultDeed;
import dev.telltale.config.ClusterConfig;
import dev.telltale.launcher.Deed;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Fault;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Report;
import dev.telltale.quality.Band;
import dev.telltale.quality.Bands;
import dev.telltale.quality.Detection;
import dev.telltale.quality.Failure;
import dev.telltale.quality.Judgement;
import dev.telltale.quality.Outage;
import dev.telltale.quality.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was really done, how soon it was noticed, and what the settings promise of that. */
final class Reality {
    /** What timers, scheduling and the rounding of two stamps add on a real machine. */
    static final Duration TOLERANCE = Duration.ofMillis(100);

    private final HeartbeatSettings heartbeat;
    private final DetectionSettings detection;
    private final Stopwatches stopwatches = new Stopwatches();
    private FaultMarks marks = FaultMarks.NONE;
    private WhatWasDone done = WhatWasDone.NOTHING;
    private List<Deed> deeds = List.of();
    private List<FaultDeed> faults = List.of();
    private Map<NodeId, NodeProcess> processes = Map.of();

    Reality(ClusterConfig config) {
        heartbeat = config.heartbeat();
        detection = config.detection();
    }

    private Reality(Reality present) {
        heartbeat = present.heartbeat;
        detection = present.detection;
    }

    /** What had been done by then, and was noticed as far as the grid of that time tells. */
    Reality asOf(Instant at, Grid grid) {
        var past = new Reality(this);
        past.update(
                deeds.stream().filter(deed -> !deed.at().wall().isAfter(at)).toList(),
                processes,
                faults.stream()
                        .filter(deed -> !deed.from().wall().isAfter(at))
                        .map(deed -> asOf(at, deed))
                        .toList(),
                grid);
        past.marks = past.marksOfThen(grid);
        return past;
    }

    private static FaultDeed asOf(Instant at, FaultDeed deed) {
        boolean isYetToCome = deed.until() != null && deed.until().wall().isAfter(at);
        return isYetToCome ? new FaultDeed(deed.fault(), deed.from(), null) : deed;
    }

    private FaultMarks marksOfThen(Grid grid) {
        Set<NodeId> paused = grid.nodes().stream()
                .filter(node -> {
                    Absence absence = done.newest(node);
                    return absence != null && absence.how() == Absence.How.PAUSE && !absence.isOver();
                })
                .collect(Collectors.toSet());
        List<Fault> broken = faults.stream()
                .filter(deed -> deed.until() == null)
                .map(FaultDeed::fault)
                .toList();
        return new FaultMarks(grid.nodes(), broken, paused);
    }

    void update(List<Deed> newest, Map<NodeId, NodeProcess> running, List<FaultDeed> broken, Grid grid) {
        if (!isSame(newest) || !processes.equals(running) || !faults.equals(broken)) {
            deeds = newest;
            processes = running;
            faults = broken;
            done = WhatWasDone.of(newest, running, broken, heartbeat);
        }
        stopwatches.look(done, grid);
    }

    /** Deeds are only ever added: comparing the last one is enough. */
    private boolean isSame(List<Deed> newest) {
        int last = newest.size() - 1;
        return newest.size() == deeds.size() && (last < 0 || newest.get(last).equals(deeds.get(last)));
    }

    void broken(FaultMarks newest) {
        marks = newest;
    }

    /** What is broken on purpose now. */
    FaultMarks marks() {
        return marks;
    }

    WhatWasDone done() {
        return done;
    }

    Stopwatches stopwatches() {
        return stopwatches;
    }

    DetectionSettings detection() {
        return detection;
    }

    /** What the settings promise; null where nothing follows from them. */
    @Nullable
    Band predicted(DetectorKind detector, Failure failure, @Nullable Report observer) {
        return Bands.predicted(detector, failure, settings(observer)).orElse(null);
    }

    HeartbeatSettings settings(@Nullable Report observer) {
        return observer == null || observer.settings() == null ? heartbeat : observer.settings();
    }

    /** Whether the observer answers and is truly there: the dead hold nothing, whatever they said last. */
    boolean isWitness(Grid grid, int observer, Moment now) {
        return grid.isAnswering(observer) && !done.isOut(grid.nodes().get(observer), now.wall());
    }

    /** What the cell's belief is worth now; null if the observer holds none, or the truth is not known. */
    @Nullable
    Standing standing(Grid grid, int observer, int subject, Moment now) {
        return isWitness(grid, observer, now) ? standingOf(grid, observer, subject, now) : null;
    }

    /** The same of an observer that is known to be a witness. */
    @Nullable
    Standing standingOf(Grid grid, int observer, int subject, Moment now) {
        PeerReport belief = grid.belief(observer, subject);
        NodeId id = grid.nodes().get(subject);
        if (observer == subject || belief == null || !done.isKnown(id)) {
            return null;
        }
        Absence absence = done.newest(grid.nodes().get(observer), id);
        Outage outage = absence == null ? null : absence.outage();
        if (outage != null
                && outage.until() == null
                && outage.kind().isOfProcess()
                && livesElsewhere(grid, subject, outage)) {
            return null;
        }
        Band band = outage == null ? null : allowed(grid, observer, outage);
        return Standing.of(belief.status(), belief.since(), outage, now.wall(), band);
    }

    /** It answers, and was born after we ended it: somebody else has started it, and we do not know when. */
    private static boolean livesElsewhere(Grid grid, int subject, Outage outage) {
        Report report = grid.row(subject).report();
        Instant born = report == null ? null : Stopwatches.bornAt(report);
        return grid.isAnswering(subject) && born != null && born.isAfter(outage.from());
    }

    private @Nullable Band allowed(Grid grid, int observer, Outage outage) {
        Report report = grid.row(observer).report();
        if (outage.until() != null) {
            HeartbeatSettings beat = settings(report);
            // A node that is back is heard with the next attempts, and that is soon by any detector.
            return wider(new Band(
                    Duration.ZERO,
                    beat.interval().multipliedBy(detection.successThreshold()).plus(beat.deadline())));
        }
        Band band = predicted(grid.deciding(observer), outage.kind(), report);
        return band == null ? null : wider(band);
    }

    private static Band wider(Band band) {
        return new Band(band.least(), band.most().plus(TOLERANCE));
    }

    /** Whether reality left the band: "later than predicted"; empty if it did not, or nothing is predicted. */
    String departure(Detection detection, @Nullable Report observer) {
        Band band = predicted(detection.lane().detector(), detection.outage().kind(), observer);
        if (band == null) {
            return "";
        }
        if (detection.judgement(band, TOLERANCE) == Judgement.LATE) {
            return "later than predicted";
        }
        Duration least = band.least().minus(TOLERANCE);
        boolean isEarly = !least.isNegative() && detection.isEarly(new Band(least, band.most()));
        return isEarly ? "earlier than predicted" : "";
    }
}

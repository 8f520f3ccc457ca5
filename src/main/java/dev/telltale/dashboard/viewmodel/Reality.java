package dev.telltale.dashboard.viewmodel;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.viewmodel.WhatWasDone.Absence;
import dev.telltale.launcher.Deed;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
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
import org.jspecify.annotations.Nullable;

/** What was really done, how soon it was noticed, and what the settings promise of that. */
final class Reality {
    /** What timers, scheduling and the rounding of two stamps add on a real machine. */
    static final Duration TOLERANCE = Duration.ofMillis(100);

    private final HeartbeatSettings heartbeat;
    private final DetectionSettings detection;
    private final Stopwatches stopwatches = new Stopwatches();
    private WhatWasDone done = WhatWasDone.NOTHING;
    private List<Deed> deeds = List.of();
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
        past.update(deeds.stream().filter(deed -> !deed.at().wall().isAfter(at)).toList(), processes, grid);
        return past;
    }

    void update(List<Deed> newest, Map<NodeId, NodeProcess> running, Grid grid) {
        if (!isSame(newest) || !processes.equals(running)) {
            deeds = newest;
            processes = running;
            done = WhatWasDone.of(newest, running);
        }
        stopwatches.look(done, grid);
    }

    /** Deeds are only ever added: comparing the last one is enough. */
    private boolean isSame(List<Deed> newest) {
        int last = newest.size() - 1;
        return newest.size() == deeds.size() && (last < 0 || newest.get(last).equals(deeds.get(last)));
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
        Absence absence = done.newest(id);
        Outage outage = absence == null ? null : absence.outage();
        if (outage != null && outage.until() == null && livesElsewhere(grid, subject, outage)) {
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

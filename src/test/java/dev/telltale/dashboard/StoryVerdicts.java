package dev.telltale.dashboard;

import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the four detectors of an observer might hold on the same heartbeats. */
final class StoryVerdicts {
    private final Instant written;
    private final Instant heard;
    private final Instant since;
    private final List<NodeId> helpers;
    private final List<Verdict> verdicts = new ArrayList<>();

    private StoryVerdicts(Instant written, Instant heard, Instant since, List<NodeId> helpers) {
        this.written = written;
        this.heard = heard;
        this.since = since;
        this.helpers = helpers;
    }

    /**
     * Evidence holds the given status.
     *
     * @param written when the report was
     */
    static List<Verdict> of(Status status, Instant written, Instant heard, Instant since, List<NodeId> helpers) {
        var story = new StoryVerdicts(written, heard, since, helpers);
        switch (status) {
            case UP -> story.up();
            case SUSPECT -> story.suspect();
            case DOWN -> story.down();
            case UNKNOWN -> {
                // Nothing is held yet.
            }
        }
        return story.verdicts;
    }

    private Duration silenceLeft(long timeoutMillis) {
        Duration left = Duration.between(written, heard.plusMillis(timeoutMillis));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void up() {
        add(DetectorKind.EVIDENCE, Status.UP, since, Evidence.OK, null, Status.DOWN, silenceLeft(5_000));
        add(DetectorKind.TIMEOUT, Status.UP, since, Evidence.OK, null, Status.DOWN, silenceLeft(5_000));
        add(DetectorKind.PHI, Status.UP, since, Evidence.OK, 0.0, Status.SUSPECT, silenceLeft(5_140));
        add(DetectorKind.SWIM, Status.UP, since, Evidence.OK, null, null, null);
    }

    private void suspect() {
        add(DetectorKind.EVIDENCE, Status.SUSPECT, since, Evidence.TIMEOUT, null, Status.DOWN, silenceLeft(5_000));
        add(DetectorKind.TIMEOUT, Status.SUSPECT, since, Evidence.TIMEOUT, null, Status.DOWN, silenceLeft(5_000));
        add(DetectorKind.PHI, Status.UP, since.minusSeconds(130), null, 0.4, Status.SUSPECT, silenceLeft(5_140));
        add(DetectorKind.SWIM, Status.SUSPECT, since, Evidence.TIMEOUT, null, Status.DOWN, Duration.ofMillis(2_400));
    }

    private void down() {
        add(DetectorKind.EVIDENCE, Status.DOWN, since, Evidence.REFUSED, null, null, null);
        add(DetectorKind.TIMEOUT, Status.SUSPECT, since, Evidence.REFUSED, null, Status.DOWN, silenceLeft(5_000));
        add(DetectorKind.PHI, Status.SUSPECT, since.plusMillis(600), null, 5.9, Status.DOWN, silenceLeft(5_400));
        verdicts.add(new Verdict(
                DetectorKind.SWIM,
                Status.DOWN,
                since.plusMillis(1_198),
                Evidence.REFUSED,
                null,
                null,
                null,
                helpers.stream().limit(1).toList()));
    }

    private void add(
            DetectorKind kind,
            Status status,
            Instant from,
            @Nullable Evidence evidence,
            @Nullable Double level,
            @Nullable Status next,
            @Nullable Duration nextIn) {
        verdicts.add(new Verdict(kind, status, from, evidence, level, next, nextIn, List.of()));
    }
}

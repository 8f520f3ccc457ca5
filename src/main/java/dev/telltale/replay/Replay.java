package dev.telltale.replay;

import dev.telltale.detector.VerdictSchedule;
import dev.telltale.model.Attempt;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.ReplayedNode;
import dev.telltale.node.TickResult;
import dev.telltale.node.TickTrace;
import dev.telltale.time.ClockReading;
import dev.telltale.trace.NodeTrace;
import dev.telltale.trace.TraceHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the detectors of one process said, or would have said, of the heartbeats that it recorded: the node's own state
 * machine, fed with the ticks of a trace. With the recorded settings it ticks when the node did, and gives exactly the
 * changes that the node reported. With other settings it also ticks when a change is due.
 */
public final class Replay {
    /** The intervals that phi remembers. */
    private static final int PHI_WINDOW = 100;

    private static final int TICKS_BETWEEN_QUESTIONS = 1024;

    private final NodeTrace trace;
    private final @Nullable Thinning thinning;
    private final boolean isRecorded;
    private final ReplayedNode node;
    private final Map<DetectorKind, VirtualCrashes> crashes = new EnumMap<>(DetectorKind.class);
    private final Map<NodeId, HeardPeer> heardPeers = new HashMap<>();
    private final PendingCrashes pending;
    private final List<VerdictChange> changes = new ArrayList<>();
    private final List<Transition> transitions = new ArrayList<>();

    /**
     * The result of a replay.
     *
     * @param from the start of the trace
     * @param validFrom when the state of each detector no longer depends on what was before the trace
     * @param until the last tick
     * @param changes of the verdicts of all detectors that ran, also those before {@code validFrom}
     * @param crashes detection times of virtual crashes, for the detectors that watch the silence only
     */
    public record Result(
            TraceHeader header,
            Instant from,
            Instant validFrom,
            Instant until,
            List<VerdictChange> changes,
            List<Transition> transitions,
            Map<DetectorKind, VirtualCrashes> crashes) {
        public Result {
            changes = Collections.unmodifiableList(changes);
            transitions = Collections.unmodifiableList(transitions);
            crashes = Collections.unmodifiableMap(crashes);
        }

        /** The same without the detection times of virtual crashes, which take 16 bytes for each heartbeat. */
        public Result withoutCrashes() {
            return new Result(header, from, validFrom, until, changes, transitions, Map.of());
        }
    }

    private Replay(NodeTrace trace, ReplaySettings settings, Collection<DetectorKind> kinds) {
        TraceHeader header = trace.header();
        ReplaySettings recorded = ReplaySettings.of(header);
        int multiple = settings.intervalMultiple(recorded);
        if (multiple == 0) {
            throw new IllegalArgumentException("an interval is a multiple of the recorded one, "
                    + recorded.heartbeat().interval().toMillis() + "ms, found "
                    + settings.heartbeat().interval().toMillis() + "ms");
        }
        this.trace = trace;
        thinning = multiple == 1 ? null : new Thinning(recorded.heartbeat().interval(), multiple);
        isRecorded = settings.equals(recorded);
        node = new ReplayedNode(
                header.observer(), header.peers(), settings.heartbeat(), settings.detection(), kinds, start(trace));
        for (DetectorKind kind : kinds) {
            if (VirtualCrashes.isExactFor(kind)) {
                crashes.put(kind, new VirtualCrashes());
            }
        }
        pending = new PendingCrashes(settings.heartbeat().timeout());
        header.peers().forEach(peer -> heardPeers.put(peer, new HeardPeer(peer)));
    }

    private static ClockReading start(NodeTrace trace) {
        return trace.isFromStart() || trace.ticks().isEmpty()
                ? trace.header().start()
                : trace.ticks().get(0).at();
    }

    /**
     * Replays a trace on the calling thread.
     *
     * @param kinds the detectors to run, the deciding one among them
     * @throws IllegalArgumentException if the interval is not a multiple of the recorded one
     */
    public static Result of(NodeTrace trace, ReplaySettings settings, Collection<DetectorKind> kinds) {
        return of(trace, settings, kinds, () -> false);
    }

    /**
     * The same, without cancellation.
     *
     * @param isCancelled asked every 1024 ticks
     * @throws CancellationException if it was cancelled
     */
    public static Result of(
            NodeTrace trace, ReplaySettings settings, Collection<DetectorKind> kinds, BooleanSupplier isCancelled) {
        return new Replay(trace, settings, kinds).run(settings.heartbeat(), isCancelled);
    }

    private Result run(HeartbeatSettings heartbeat, BooleanSupplier isCancelled) {
        ClockReading start = start(trace);
        ClockReading last = start;
        long dueNanos = start.nanos();
        int ticks = 0;
        for (TickTrace recorded : trace.ticks()) {
            if (++ticks % TICKS_BETWEEN_QUESTIONS == 0 && isCancelled.getAsBoolean()) {
                throw new CancellationException("the replay was cancelled");
            }
            TickTrace tick = thinning == null ? recorded : thinning.thinned(recorded);
            // At the recorded settings each change was due at a recorded tick. A late node could not tick before.
            long untilNanos = tick.at().nanos() - tick.lateNanos();
            while (!isRecorded && dueNanos - untilNanos < 0 && dueNanos - start.nanos() > 0) {
                ClockReading due = new ClockReading(dueNanos, last.wall().plusNanos(dueNanos - last.nanos()));
                int before = node.timeoutFactor();
                dueNanos += add(node.wake(due));
                pending.onTick(due.nanos(), 0, before, node.timeoutFactor());
            }
            int before = node.timeoutFactor();
            dueNanos = tick.at().nanos() + add(node.repeat(tick));
            pending.onTick(tick.at().nanos(), tick.lateNanos(), before, node.timeoutFactor());
            last = tick.at();
            for (NodeEvent event : tick.events()) {
                Attempt attempt = event.attempt();
                if (attempt != null && attempt.evidence() == Evidence.OK) {
                    onHeartbeat(attempt);
                }
            }
        }
        pending.end(node.timeoutFactor());
        Instant validFrom = trace.isFromStart() ? start.wall() : start.wall().plus(warmUp(heartbeat));
        return new Result(trace.header(), start.wall(), validFrom, last.wall(), changes, transitions, crashes);
    }

    /** Two timeouts, after which a peer was heard or is down and the local health is known, and the window of phi. */
    private static Duration warmUp(HeartbeatSettings heartbeat) {
        Duration window = heartbeat.interval().multipliedBy(PHI_WINDOW);
        Duration twice = heartbeat.timeout().multipliedBy(2);
        return window.compareTo(twice) > 0 ? window : twice;
    }

    /** Keeps the changes of a tick; returns the maximum time to the next one, in nanoseconds. */
    private long add(TickResult result) {
        changes.addAll(result.verdicts());
        transitions.addAll(result.transitions());
        return result.wakeInNanos();
    }

    private void onHeartbeat(Attempt attempt) {
        HeardPeer known = heardPeers.get(attempt.peer());
        if (known != null) {
            known.onHeartbeat(attempt.ended().nanos());
        }
    }

    /** The last heartbeat of one peer, and what each detector has said after it. */
    private final class HeardPeer {
        private final NodeId peer;
        private final Map<DetectorKind, VerdictSchedule> schedules = new EnumMap<>(DetectorKind.class);
        private long heardNanos;
        /** The factor of the timeouts in the schedules. */
        private int factor = 1;

        HeardPeer(NodeId peer) {
            this.peer = peer;
        }

        void onHeartbeat(long nanos) {
            for (Map.Entry<DetectorKind, VirtualCrashes> entry : crashes.entrySet()) {
                VerdictSchedule before = schedules.put(entry.getKey(), node.schedule(peer, entry.getKey()));
                if (before != null && factor == 1) {
                    entry.getValue().add(heardNanos, before, nanos);
                } else if (before != null) {
                    pending.add(entry.getKey(), entry.getValue(), heardNanos, before, nanos, factor);
                }
            }
            heardNanos = nanos;
            factor = node.timeoutFactor();
        }
    }
}

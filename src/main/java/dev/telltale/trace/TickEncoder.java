package dev.telltale.trace;

import dev.telltale.model.Attempt;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.TickResult;
import dev.telltale.node.TickTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the ticks of one trace one after the other; the format is described in {@code wire.md}. Times are rounded
 * down to the unit, wall-clock times have an error of at most 0.5 ms; the texts of errors and the tickets of probes are
 * left out. Confined to one thread.
 */
public final class TickEncoder {
    /** Smaller differences between the clocks are not recorded. */
    private static final long MAX_WALL_ERROR_MICROS = 500;

    private final CodecState state;
    private final long maxWallErrorMicros;
    private final Map<NodeId, Integer> peers = new HashMap<>();
    private final ByteWriter events = new ByteWriter();
    private final EventWriter writer = new EventWriter();
    private int eventCount;

    /** An encoder of whole microseconds, for nodes on real clocks. */
    public TickEncoder(TraceHeader header) {
        this(header, TimeUnitCode.MICROSECOND, MAX_WALL_ERROR_MICROS);
    }

    private TickEncoder(TraceHeader header, TimeUnitCode unit, long maxWallErrorMicros) {
        state = new CodecState(header, unit);
        this.maxWallErrorMicros = maxWallErrorMicros;
        header.peers().forEach(peer -> peers.put(peer, peers.size()));
    }

    /**
     * An encoder of nanoseconds, for nodes in virtual time: they wake exactly when something is due, and a rounded time
     * might be too early for it.
     */
    public static TickEncoder exact(TraceHeader header) {
        return new TickEncoder(header, TimeUnitCode.NANOSECOND, MAX_WALL_ERROR_MICROS);
    }

    /**
     * An encoder of ticks that were decoded from such bytes: it loses nothing more, also of the wall-clock times.
     *
     * @param encoded at least one tick
     * @throws TraceFormatException if the ticks have an unknown unit of time
     */
    public static TickEncoder again(TraceHeader header, byte[] encoded) throws TraceFormatException {
        return again(header, TimeUnitCode.of(new ByteReader(encoded).readByte()));
    }

    /** An encoder of ticks that were decoded from such a unit of time. */
    static TickEncoder again(TraceHeader header, TimeUnitCode unit) {
        return new TickEncoder(header, unit, 0);
    }

    /** Begins anew: the ticks that follow can be decoded without those before. */
    public void restart() {
        state.restart();
    }

    /**
     * Appends a tick, without events of nodes that the header does not name. The ticks come in the
     * order of time.
     *
     * @throws IllegalArgumentException if it requests something of a node that the header does not name
     */
    public void encode(TickTrace tick, ByteWriter out) {
        if (state.isFirst()) {
            out.writeByte(state.unit().number());
        }
        long before = state.tickTime;
        state.beginTick(Math.max(before, state.time(tick.at())));
        events.clear();
        eventCount = 0;
        for (NodeEvent event : tick.events()) {
            event.match(writer);
        }
        write(tick, state.tickTime - before, out);
    }

    private void write(TickTrace tick, long time, ByteWriter out) {
        List<Integer> requests = new ArrayList<>(tick.requests().size());
        for (NodeId peer : tick.requests()) {
            requests.add(requested(peer));
        }
        boolean isSame = !requests.isEmpty() && requests.equals(state.lastRequests);
        int requestCode = requests.size() < TickFormat.SAME_REQUESTS ? requests.size() : TickFormat.MANY;
        long round = state.roundTime();
        boolean isAfterRound = time >= round && time < 2 * round;
        long wallError = state.wallError(tick.at());
        boolean isClockSet = Math.abs(wallError) > maxWallErrorMicros;
        boolean isUnusual =
                isClockSet || tick.lateNanos() != 0 || !tick.probes().isEmpty();
        out.writeByte(Math.min(eventCount, TickFormat.MANY)
                | ((isSame ? TickFormat.SAME_REQUESTS : requestCode) << TickFormat.REQUESTS_SHIFT)
                | (isUnusual ? TickFormat.UNUSUAL : 0)
                | (isAfterRound ? TickFormat.AFTER_ROUND : 0));
        out.writeVarint(isAfterRound ? time - round : time);
        if (eventCount >= TickFormat.MANY) {
            out.writeVarint(eventCount);
        }
        if (!isSame && requestCode == TickFormat.MANY) {
            out.writeVarint(requests.size());
        }
        if (isUnusual) {
            writeUnusual(tick, isClockSet ? wallError : 0, out);
        }
        out.writeAll(events);
        if (!isSame) {
            requests.forEach(out::writeVarint);
        }
        state.request(requests);
    }

    private void writeUnusual(TickTrace tick, long wallError, ByteWriter out) {
        boolean isLate = tick.lateNanos() != 0;
        out.writeByte((isLate ? TickFormat.LATE : 0)
                | (wallError != 0 ? TickFormat.CLOCK_SET : 0)
                | (tick.probes().isEmpty() ? 0 : TickFormat.PROBES));
        if (isLate) {
            out.writeVarint(state.unit().units(tick.lateNanos()));
        }
        if (wallError != 0) {
            out.writeSigned(wallError);
            state.wallMicros += wallError;
        }
        if (!tick.probes().isEmpty()) {
            out.writeVarint(tick.probes().size());
            for (TickResult.Probe probe : tick.probes()) {
                out.writeVarint(requested(probe.helper()));
                out.writeVarint(requested(probe.subject()));
            }
        }
    }

    private Integer requested(NodeId peer) {
        Integer index = peers.get(peer);
        if (index == null) {
            throw new IllegalArgumentException("the header of the trace does not name " + peer);
        }
        return index;
    }

    /** Writes the events of one tick and counts them. */
    private final class EventWriter implements NodeEvent.Cases {
        private void begin(int peer, int kind) {
            eventCount++;
            events.writeVarint(((long) peer << TickFormat.PEER_SHIFT) | kind);
        }

        @Override
        public void attemptCompleted(NodeEvent.AttemptCompleted event) {
            Attempt attempt = event.attempt();
            Integer known = peers.get(attempt.peer());
            if (known == null) {
                return;
            }
            int peer = known;
            Long incarnation = attempt.incarnation();
            Duration starvation = attempt.starved();
            Long starved = starvation == null ? null : state.unit().units(starvation.toNanos());
            boolean isOk = attempt.evidence() == Evidence.OK;
            if (isOk
                    && Objects.equals(incarnation, state.incarnations[peer])
                    && Objects.equals(starved, state.starved[peer])) {
                begin(peer, TickFormat.SAME_HEARTBEAT);
            } else {
                begin(peer, TickFormat.ATTEMPT);
                int incarnationCode = code(incarnation, state.incarnations[peer]);
                int starvedCode = code(starved, state.starved[peer]);
                events.writeByte(TickFormat.code(attempt.evidence())
                        | (incarnationCode << TickFormat.INCARNATION_SHIFT)
                        | (starvedCode << TickFormat.STARVED_SHIFT));
                writeIncarnation(peer, incarnation, incarnationCode);
                if (starved != null && starvedCode == TickFormat.NEW) {
                    events.writeVarint(starved);
                }
                if (isOk) {
                    state.incarnations[peer] = incarnation;
                    state.starved[peer] = starved;
                }
            }
            long took = state.unit().units(attempt.took().toNanos());
            events.writeSigned(state.time(attempt.ended()) - took - state.requestTimes[peer]);
            events.writeVarint(took);
        }

        private int code(@Nullable Long value, @Nullable Long known) {
            if (value == null) {
                return TickFormat.NONE;
            }
            return value.equals(known) ? TickFormat.SAME : TickFormat.NEW;
        }

        private void writeIncarnation(int peer, @Nullable Long incarnation, int code) {
            if (incarnation != null && code == TickFormat.NEW) {
                events.writeSigned(incarnation - state.knownIncarnation(peer));
            }
        }

        @Override
        public void connectionLost(NodeEvent.ConnectionLost event) {
            Integer peer = peers.get(event.peer());
            if (peer != null) {
                begin(peer, TickFormat.CONNECTION_LOST);
            }
        }

        private void hint(NodeId node, int code) {
            Integer peer = peers.get(node);
            if (peer != null) {
                begin(peer, TickFormat.OTHER);
                events.writeByte(code);
            }
        }

        @Override
        public void heartbeatRequested(NodeEvent.HeartbeatRequested event) {
            hint(event.peer(), TickFormat.HEARTBEAT_REQUESTED);
        }

        @Override
        public void leaveAnnounced(NodeEvent.LeaveAnnounced event) {
            hint(event.peer(), TickFormat.LEAVE_ANNOUNCED);
        }

        @Override
        public void probeRequested(NodeEvent.ProbeRequested event) {
            hint(event.subject(), TickFormat.PROBE_REQUESTED);
        }

        @Override
        public void probeCompleted(NodeEvent.ProbeCompleted event) {
            Integer subject = peers.get(event.subject());
            Integer helper = peers.get(event.helper());
            if (subject == null || helper == null) {
                return;
            }
            begin(subject, TickFormat.OTHER);
            Long incarnation = event.incarnation();
            int incarnationCode = code(incarnation, state.incarnations[subject]);
            events.writeByte(TickFormat.PROBE_COMPLETED
                    | (incarnationCode << TickFormat.INCARNATION_SHIFT)
                    | (event.evidence() == null ? TickFormat.NO_EVIDENCE : TickFormat.code(event.evidence())));
            events.writeVarint(helper);
            writeIncarnation(subject, incarnation, incarnationCode);
        }

        @Override
        public void ioThreadLag(NodeEvent.IoThreadLag event) {
            begin(0, TickFormat.OTHER);
            events.writeByte(TickFormat.IO_THREAD_LAG);
            events.writeVarint(state.unit().units(event.nanos()));
        }
    }
}

package dev.telltale.trace;

import dev.telltale.model.Attempt;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.TickResult;
import dev.telltale.node.TickTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes what a {@link TickEncoder} wrote since its last restart. The text of an error is that of its evidence. */
public final class TickDecoder {
    /** Of all times and durations in units. */
    private static final long MAX_TIME = 1L << 53;

    private final CodecState state;
    private final ByteReader in;

    private TickDecoder(TraceHeader header, ByteReader in) throws TraceFormatException {
        state = new CodecState(header, TimeUnitCode.of(in.readByte()));
        this.in = in;
    }

    /**
     * Decodes all ticks.
     *
     * @param bytes from the first tick after a restart of the encoder to the end of any tick, or none
     * @throws TraceFormatException if the bytes are not that
     */
    public static List<TickTrace> decode(TraceHeader header, byte[] bytes) throws TraceFormatException {
        if (bytes.length == 0) {
            return List.of();
        }
        var decoder = new TickDecoder(header, new ByteReader(bytes));
        List<TickTrace> ticks = new ArrayList<>();
        while (decoder.in.hasMore()) {
            ticks.add(decoder.tick());
        }
        return ticks;
    }

    private TickTrace tick() throws TraceFormatException {
        int head = in.readByte();
        long round = (head & TickFormat.AFTER_ROUND) == 0 ? 0 : state.roundTime();
        state.beginTick(checked(state.tickTime + round + units("the time between two ticks")));
        long eventCount = count(head & TickFormat.MANY);
        int requestCode = (head >> TickFormat.REQUESTS_SHIFT) & TickFormat.MANY;
        boolean isSame = requestCode == TickFormat.SAME_REQUESTS;
        if (isSame && state.lastRequests.isEmpty()) {
            throw new TraceFormatException("a tick repeats requests, and there were none");
        }
        long requestCount = isSame ? 0 : count(requestCode);
        long lateNanos = 0;
        List<TickResult.Probe> probes = List.of();
        if ((head & TickFormat.UNUSUAL) != 0) {
            int what = in.readByte();
            if (what >= TickFormat.PROBES << 1) {
                throw new TraceFormatException("a tick has the unknown part " + what);
            }
            if ((what & TickFormat.LATE) != 0) {
                lateNanos = nanos("a lateness");
            }
            if ((what & TickFormat.CLOCK_SET) != 0) {
                state.wallMicros = checked(state.wallMicros + in.readSignedUpTo(MAX_TIME, "a step of the wall clock"));
            }
            if ((what & TickFormat.PROBES) != 0) {
                probes = probes();
            }
        }
        List<NodeEvent> events = new ArrayList<>();
        for (long i = 0; i < eventCount; i++) {
            events.add(event());
        }
        List<Integer> requests = isSame ? state.lastRequests : requests(requestCount);
        state.request(requests);
        List<NodeId> requested = new ArrayList<>(requests.size());
        requests.forEach(peer -> requested.add(id(peer)));
        return new TickTrace(state.reading(state.tickTime), lateNanos, events, requested, probes);
    }

    private List<Integer> requests(long count) throws TraceFormatException {
        List<Integer> requests = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            requests.add(peer());
        }
        return requests;
    }

    private long count(int code) throws TraceFormatException {
        // Each of them has a byte at least, so that the number of bytes limits the memory.
        return code < TickFormat.MANY ? code : in.readUpTo(Integer.MAX_VALUE, "a count");
    }

    private long units(String what) throws TraceFormatException {
        return in.readUpTo(MAX_TIME, what);
    }

    private long nanos(String what) throws TraceFormatException {
        return units(what) * state.unit().nanos();
    }

    private static long checked(long time) throws TraceFormatException {
        if (time < -MAX_TIME || time > MAX_TIME) {
            throw new TraceFormatException("a time is too far from the start of the trace: " + time + " units");
        }
        return time;
    }

    private int peer() throws TraceFormatException {
        return checkedPeer(in.readVarint());
    }

    private int checkedPeer(long index) throws TraceFormatException {
        int peers = state.header.peers().size();
        if (index < 0 || index >= peers) {
            throw new TraceFormatException("a tick names the peer " + Long.toUnsignedString(index) + " of " + peers);
        }
        return (int) index;
    }

    private NodeId id(int peer) {
        return state.header.peers().get(peer);
    }

    private List<TickResult.Probe> probes() throws TraceFormatException {
        List<TickResult.Probe> probes = new ArrayList<>();
        long count = in.readUpTo(Integer.MAX_VALUE, "the number of probes");
        for (long i = 0; i < count; i++) {
            NodeId helper = id(peer());
            probes.add(new TickResult.Probe(helper, id(peer())));
        }
        return probes;
    }

    private NodeEvent event() throws TraceFormatException {
        long code = in.readVarint();
        long index = code >>> TickFormat.PEER_SHIFT;
        return switch ((int) code & TickFormat.VALUE_MASK) {
            case TickFormat.SAME_HEARTBEAT -> sameHeartbeat(checkedPeer(index));
            case TickFormat.ATTEMPT -> attempt(checkedPeer(index));
            case TickFormat.CONNECTION_LOST -> new NodeEvent.ConnectionLost(id(checkedPeer(index)));
            default -> other(index);
        };
    }

    private NodeEvent sameHeartbeat(int peer) throws TraceFormatException {
        return attempt(peer, Evidence.OK, state.incarnations[peer], state.starved[peer]);
    }

    private NodeEvent attempt(int peer) throws TraceFormatException {
        int what = in.readByte();
        Evidence evidence = TickFormat.evidence(what);
        Long incarnation = incarnation(peer, (what >> TickFormat.INCARNATION_SHIFT) & TickFormat.VALUE_MASK);
        Long starved = switch (what >> TickFormat.STARVED_SHIFT) {
            case TickFormat.NONE -> null;
            case TickFormat.SAME -> state.starved[peer];
            case TickFormat.NEW -> Long.valueOf(units("a starvation"));
            default -> throw new TraceFormatException("an attempt has the unknown byte " + what);
        };
        if (evidence == Evidence.OK) {
            state.incarnations[peer] = incarnation;
            state.starved[peer] = starved;
        }
        return attempt(peer, evidence, incarnation, starved);
    }

    private @Nullable Long incarnation(int peer, int code) throws TraceFormatException {
        return switch (code) {
            case TickFormat.NONE -> null;
            case TickFormat.SAME -> state.incarnations[peer];
            case TickFormat.NEW -> Long.valueOf(state.knownIncarnation(peer) + in.readSigned());
            default -> throw new TraceFormatException("an event has an incarnation of the unknown kind " + code);
        };
    }

    private NodeEvent attempt(int peer, Evidence evidence, @Nullable Long incarnation, @Nullable Long starved)
            throws TraceFormatException {
        long begin = state.requestTimes[peer] + in.readSignedUpTo(MAX_TIME, "a delay");
        long took = units("a round trip");
        return new NodeEvent.AttemptCompleted(new Attempt(
                id(peer),
                evidence,
                state.reading(checked(begin + took)),
                Duration.ofNanos(took * state.unit().nanos()),
                incarnation,
                evidence == Evidence.OK ? null : evidence.phrase(),
                starved == null ? null : Duration.ofNanos(starved * state.unit().nanos())));
    }

    private NodeEvent other(long index) throws TraceFormatException {
        int what = in.readByte();
        if (what == TickFormat.IO_THREAD_LAG) {
            // Also in a node without peers.
            return new NodeEvent.IoThreadLag(nanos("a lag"));
        }
        int peer = checkedPeer(index);
        NodeId subject = id(peer);
        return switch (what) {
            case TickFormat.HEARTBEAT_REQUESTED -> new NodeEvent.HeartbeatRequested(subject);
            case TickFormat.LEAVE_ANNOUNCED -> new NodeEvent.LeaveAnnounced(subject);
            case TickFormat.PROBE_REQUESTED -> new NodeEvent.ProbeRequested(subject, 0);
            default -> probeCompleted(peer, what);
        };
    }

    private NodeEvent probeCompleted(int subject, int what) throws TraceFormatException {
        if (what >= TickFormat.NO_EVIDENCE << 1) {
            throw new TraceFormatException("a tick has the unknown event " + what);
        }
        NodeId helper = id(peer());
        Evidence evidence = (what & TickFormat.NO_EVIDENCE) != 0 ? null : TickFormat.evidence(what);
        Long incarnation = incarnation(subject, (what >> TickFormat.INCARNATION_SHIFT) & TickFormat.VALUE_MASK);
        return new NodeEvent.ProbeCompleted(helper, id(subject), evidence, incarnation);
    }
}

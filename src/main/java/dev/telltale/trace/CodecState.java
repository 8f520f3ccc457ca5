package dev.telltale.trace;

import dev.telltale.node.Inbox;
import dev.telltale.time.ClockReading;
import dev.telltale.time.WallMicros;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What encoder and decoder remember from tick to tick. Times are whole units since the start of the state machine,
 * rounded down: differences that are whole units, such as timeouts, stay exact.
 */
final class CodecState {
    final TraceHeader header;
    private final TimeUnitCode unit;
    /** Time of the previous tick; 0 before the first one. */
    long tickTime;
    /** By how many microseconds the wall clock is ahead of the monotonic one, compared with the start. */
    long wallMicros;
    /** By peer: time of the last request; the time of the first tick if there was none since then. */
    final long[] requestTimes;
    /** By peer: in the last heartbeat; null if it had none. */
    final @Nullable Long[] incarnations;
    /** By peer: starvation in the last heartbeat, in units; null if it had none. */
    final @Nullable Long[] starved;

    /** The peers that were requested last, if that can be repeated; else none. */
    List<Integer> lastRequests = List.of();

    private boolean isFirst;

    CodecState(TraceHeader header, TimeUnitCode unit) {
        this.header = header;
        this.unit = unit;
        int peers = header.peers().size();
        requestTimes = new long[peers];
        incarnations = new Long[peers];
        starved = new Long[peers];
        restart();
    }

    TimeUnitCode unit() {
        return unit;
    }

    /** Forgets everything but the unit: what follows can be decoded by itself. */
    void restart() {
        isFirst = true;
        tickTime = 0;
        wallMicros = 0;
        lastRequests = List.of();
        Arrays.fill(incarnations, null);
        Arrays.fill(starved, null);
    }

    /** Whether no tick has begun since the last restart. */
    boolean isFirst() {
        return isFirst;
    }

    void beginTick(long time) {
        tickTime = time;
        if (isFirst) {
            isFirst = false;
            Arrays.fill(requestTimes, time);
        }
    }

    /** How long a node waits for the responses to requests, to read them together. */
    long roundTime() {
        return unit.units(Inbox.roundNanos(header.heartbeat().interval()));
    }

    void request(List<Integer> peers) {
        for (int peer : peers) {
            requestTimes[peer] = tickTime;
        }
        if (!peers.isEmpty()) {
            lastRequests = peers.size() <= TickFormat.MAX_SAME_REQUESTS ? peers : List.of();
        }
    }

    /** The incarnation with which a new one of the peer is compared. */
    long knownIncarnation(int peer) {
        Long known = incarnations[peer];
        return known == null ? header.incarnation() : known;
    }

    long time(ClockReading reading) {
        return Math.floorDiv(reading.nanosSince(header.start()), unit.nanos());
    }

    /** By how many microseconds this wall-clock time differs from the one that the decoder would assume. */
    long wallError(ClockReading reading) {
        return WallMicros.of(reading.wall())
                - WallMicros.of(reading(time(reading)).wall());
    }

    ClockReading reading(long time) {
        long nanos = time * unit.nanos();
        Instant wall = header.start().wall().plusNanos(nanos).plus(wallMicros, ChronoUnit.MICROS);
        return new ClockReading(header.start().nanos() + nanos, wall);
    }
}

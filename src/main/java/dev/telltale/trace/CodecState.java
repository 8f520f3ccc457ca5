package dev.telltale.trace;

import dev.telltale.time.ClockReading;
import dev.telltale.time.WallMicros;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What encoder and decoder remember from tick to tick. Times are whole microseconds since the start of the state machine,
 * rounded down: differences that are whole microseconds, such as timeouts, stay exact.
 */
final class CodecState {
    private static final long NANOS = 1_000;

    final TraceHeader header;
    private final long startWallMicros;
    /** Time of the previous tick; 0 before the first one. */
    long tickMicros;
    /** By how much the wall clock is ahead of the monotonic one, compared with the start. */
    long wallMicros;
    /** By peer: time of the last request; the time of the first tick if there was none since then. */
    final long[] requestMicros;
    /** By peer: in the last heartbeat; null if it had none. */
    final @Nullable Long[] incarnations;
    /** By peer: starvation in the last heartbeat, in microseconds; null if it had none. */
    final @Nullable Long[] starved;

    private boolean isFirst;

    CodecState(TraceHeader header) {
        this.header = header;
        startWallMicros = WallMicros.of(header.start().wall());
        int peers = header.peers().size();
        requestMicros = new long[peers];
        incarnations = new Long[peers];
        starved = new Long[peers];
        restart();
    }

    /** Forgets everything: what follows can be decoded by itself. */
    void restart() {
        isFirst = true;
        tickMicros = 0;
        wallMicros = 0;
        Arrays.fill(incarnations, null);
        Arrays.fill(starved, null);
    }

    void beginTick(long micros) {
        tickMicros = micros;
        if (isFirst) {
            isFirst = false;
            Arrays.fill(requestMicros, micros);
        }
    }

    /** The incarnation with which a new one of the peer is compared. */
    long knownIncarnation(int peer) {
        Long known = incarnations[peer];
        return known == null ? header.incarnation() : known;
    }

    long micros(ClockReading time) {
        return Math.floorDiv(time.nanosSince(header.start()), NANOS);
    }

    /** By how much this wall-clock time differs from the one that the decoder would assume. */
    long wallError(ClockReading time) {
        return WallMicros.of(time.wall()) - startWallMicros - wallMicros - micros(time);
    }

    ClockReading reading(long micros) {
        Instant wall = WallMicros.instant(startWallMicros + wallMicros + micros);
        return new ClockReading(header.start().nanos() + micros * NANOS, wall);
    }
}

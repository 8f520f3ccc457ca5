package dev.telltale.trace;

import dev.telltale.node.TickTrace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The last ticks of a node, encoded, in at most 256 KiB. Made of segments that can be decoded by themselves, so that
 * forgetting the oldest one leaves no tick that depends on it. One thread adds and never waits; any thread reads.
 */
public final class TraceRing {
    static final int MAX_BYTES = 256 * 1024;
    /** Small, since a reader gets the whole segment of its first tick; large, since each has all incarnations. */
    static final int SEGMENT_BYTES = 4 * 1024;

    private final TickEncoder encoder;
    private final ByteWriter tick = new ByteWriter();
    /** Oldest first; none is empty. Replaced, never changed. */
    private volatile Segment[] segments = {};

    public TraceRing(TraceHeader header) {
        encoder = new TickEncoder(header);
    }

    /** Encoded ticks; bytes that are counted in {@link #state} no longer change. */
    private static final class Segment {
        private final long first;
        private final byte[] bytes;
        /** The number of ticks in the upper half, that of their bytes in the lower one: read and written together. */
        private volatile long state;

        Segment(long first, int capacity) {
            this.first = first;
            bytes = new byte[capacity];
        }

        int size() {
            return (int) state;
        }

        long next() {
            return first + (state >>> Integer.SIZE);
        }

        boolean hasRoom(ByteWriter tick) {
            return tick.size() <= bytes.length - size();
        }

        /** Adding thread only. */
        void add(ByteWriter tick) {
            long before = state;
            tick.copyTo(bytes, (int) before);
            state = before + (1L << Integer.SIZE) + tick.size();
        }

        TraceSegment copy() {
            long now = state;
            return new TraceSegment(first, (int) (now >>> Integer.SIZE), Arrays.copyOf(bytes, (int) now));
        }
    }

    /** Adds the next tick, and forgets the oldest ones if there is no room. Always the same thread. */
    public void add(TickTrace added) {
        Segment[] before = segments;
        tick.clear();
        encoder.encode(added, tick);
        if (before.length > 0 && before[before.length - 1].hasRoom(tick)) {
            before[before.length - 1].add(tick);
            return;
        }
        encoder.restart();
        tick.clear();
        encoder.encode(added, tick);
        var segment = new Segment(next(), Math.max(SEGMENT_BYTES, tick.size()));
        segment.add(tick);
        segments = with(before, segment);
    }

    private static Segment[] with(Segment[] before, Segment added) {
        int oldest = before.length;
        int bytes = added.bytes.length;
        while (oldest > 0 && bytes + before[oldest - 1].bytes.length <= MAX_BYTES) {
            oldest--;
            bytes += before[oldest].bytes.length;
        }
        Segment[] after = Arrays.copyOfRange(before, oldest, before.length + 1);
        after[after.length - 1] = added;
        return after;
    }

    /** The number of the next tick: how many have been added. Any thread. */
    public long next() {
        Segment[] now = segments;
        return now.length == 0 ? 0 : now[now.length - 1].next();
    }

    /**
     * The segments with the ticks from this number on, or the oldest ones after it. The first one may begin before it.
     * Any thread.
     *
     * @param from 0 or more
     * @param maxBytes of all segments together, if the first one is not larger alone
     * @return none if there is no such tick yet
     */
    public List<TraceSegment> read(long from, int maxBytes) {
        List<TraceSegment> found = new ArrayList<>();
        int bytes = 0;
        for (Segment segment : segments) {
            if (segment.next() > from) {
                TraceSegment copy = segment.copy();
                bytes += copy.bytes().length;
                if (bytes > maxBytes && !found.isEmpty()) {
                    break;
                }
                found.add(copy);
            }
        }
        return found;
    }
}

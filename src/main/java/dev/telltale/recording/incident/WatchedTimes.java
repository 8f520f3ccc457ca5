package dev.telltale.recording.incident;

import dev.telltale.groundtruth.Interval;
import dev.telltale.model.NodeId;
import dev.telltale.node.TickTrace;
import dev.telltale.recording.RecordedChunk;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.RecordingReader;
import dev.telltale.recording.load.ClockShift;
import dev.telltale.trace.HeaderCodec;
import dev.telltale.trace.TickDecoder;
import dev.telltale.trace.TraceFormatException;
import dev.telltale.trace.TraceHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When each observer was recorded at work: from one tick to the next, unless it missed a whole interval in between,
 * because it was paused, had ended, or was not recorded. Reads the traces as a stream.
 */
final class WatchedTimes {
    private static final Duration LATE = Duration.ofSeconds(1);

    private final Map<NodeId, List<ProcessTicks>> lives = new HashMap<>();
    private @Nullable String problem;

    /** The recorded ticks of one process. */
    static final class ProcessTicks {
        private final byte[] headerBytes;
        private final TraceHeader header;
        private final Duration tolerance;
        private final List<Interval> parts = new ArrayList<>();
        private final List<Interval> pauses = new ArrayList<>();
        private long next;
        private @Nullable Instant begin;
        private Instant newest = Instant.MIN;
        private final ClockShift clock = new ClockShift();

        ProcessTicks(byte[] headerBytes) throws TraceFormatException {
            this.headerBytes = headerBytes;
            header = HeaderCodec.decode(headerBytes);
            tolerance = header.heartbeat().interval().multipliedBy(2).plus(LATE);
        }

        private void add(RecordedChunk chunk) throws TraceFormatException {
            List<TickTrace> ticks = TickDecoder.decode(header, chunk.ticks());
            if (ticks.isEmpty()) {
                return;
            }
            clock.add(chunk, ticks);
            boolean isContinued = chunk.first() == next;
            next = chunk.next();
            for (TickTrace tick : ticks) {
                Instant last = tick.at().wall();
                Instant start = begin;
                if (start == null) {
                    begin = last;
                } else if (Duration.between(newest, last).compareTo(tolerance) > 0 || last.isBefore(newest)) {
                    close(start);
                    if (isContinued && newest.isBefore(last)) {
                        pauses.add(new Interval(newest, last));
                    }
                    begin = last;
                }
                newest = last;
                isContinued = true;
            }
        }

        private void close(Instant start) {
            if (start.isBefore(newest)) {
                parts.add(new Interval(start, newest));
            }
        }

        /** The times in which it was at work, by the recorder's clock, oldest first. */
        List<Interval> watched() {
            List<Interval> all = new ArrayList<>(parts);
            if (begin != null && begin.isBefore(newest)) {
                all.add(new Interval(begin, newest));
            }
            return shifted(all);
        }

        /** The times without a tick, although the process ran before and after it and no tick is missing. */
        List<Interval> pauses() {
            return shifted(pauses);
        }

        private List<Interval> shifted(List<Interval> intervals) {
            Duration shift = clock.get();
            return intervals.stream()
                    .map(part -> new Interval(part.from().plus(shift), part.to().plus(shift)))
                    .toList();
        }

        Instant start() {
            return header.start().wall().plus(clock.get());
        }

        long incarnation() {
            return header.incarnation();
        }
    }

    private WatchedTimes() {}

    /**
     * Reads the traces of a span of time, and some time around it.
     *
     * @throws RecordingException with one sentence, if a file is broken or cannot be read
     */
    static WatchedTimes read(RecordingReader reader, Instant from, Instant until) throws RecordingException {
        var times = new WatchedTimes();
        reader.attempts(from, until, times::add);
        if (times.problem != null) {
            throw new RecordingException("the recording has a trace that cannot be read: " + times.problem);
        }
        return times;
    }

    private void add(RecordedChunk chunk) {
        if (problem != null) {
            return;
        }
        try {
            List<ProcessTicks> ofNode = lives.computeIfAbsent(chunk.node(), unused -> new ArrayList<>());
            ProcessTicks newest = ofNode.isEmpty() ? null : ofNode.get(ofNode.size() - 1);
            if (newest == null || !Arrays.equals(newest.headerBytes, chunk.header())) {
                newest = new ProcessTicks(chunk.header());
                ofNode.add(newest);
            }
            newest.add(chunk);
        } catch (TraceFormatException e) {
            problem = "tick " + chunk.first() + " of " + chunk.node() + " and those after it: " + e.getMessage();
        }
    }

    /** The processes of each observer, oldest first. */
    Map<NodeId, List<ProcessTicks>> lives() {
        return lives;
    }

    /** The last time at or before an instant at which the node was at work; null if it is not recorded. */
    @Nullable
    Instant lastSeen(NodeId node, Instant at) {
        Instant last = null;
        for (ProcessTicks life : lives.getOrDefault(node, List.of())) {
            for (Interval part : life.watched()) {
                Instant seen = part.from().isAfter(at) ? null : Interval.earlier(at, part.to());
                last = seen == null ? last : last == null ? seen : Interval.later(last, seen);
            }
        }
        return last;
    }

    /** The incarnation of the node at an instant: of the process that was started last; null if that is not known. */
    @Nullable
    Long incarnation(NodeId node, Instant at) {
        Long found = null;
        for (ProcessTicks life : lives.getOrDefault(node, List.of())) {
            found = life.start().isAfter(at) ? found : (Long) life.incarnation();
        }
        return found;
    }
}

package dev.telltale.recording.recorder;

import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.recording.RecordedChunk;
import dev.telltale.recording.RecordedEvent.Gap;
import dev.telltale.recording.RecordingWriter;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the trace of one node, part by part, and notices what is missing. One thread at a time. */
final class NodeDrain {
    /** Between two requests: shorter parts would cost more than they hold. */
    static final Duration PAUSE = Duration.ofMillis(450);

    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);
    /** A node keeps 256 KiB and gives 32 KiB in a response. */
    private static final int LAST_REQUESTS = 10;

    private final Member node;
    private final TraceSource source;
    private final RecordingWriter writer;
    private final TimeSource clock;
    private final Duration wait;

    private byte @Nullable [] header;
    private long next;
    /** When all ticks up to {@link #next} were read; EPOCH if never. */
    private Instant readUntil = Instant.EPOCH;

    private Duration backoff = PAUSE;
    private boolean isUnreachable;

    /** @param wait how long the node may delay an answer */
    NodeDrain(Member node, TraceSource source, RecordingWriter writer, TimeSource clock, Duration wait) {
        this.node = node;
        this.source = source;
        this.writer = writer;
        this.clock = clock;
        this.wait = wait;
    }

    NodeId node() {
        return node.id();
    }

    /** Continues after this part, which was recorded earlier. */
    void continueAfter(RecordedChunk last) {
        header = last.header();
        next = last.next();
        readUntil = last.to();
    }

    /** Makes one request and offers what it brings to the writer; returns the time until the next request. Blocks. */
    Duration drain() {
        return drain(wait);
    }

    /** Reads what the node has now, in at most {@value #LAST_REQUESTS} requests that do not wait. Blocks. */
    void drainLast() {
        isUnreachable = true; // Until it has answered: this may be interrupted.
        long before = -1;
        for (int i = 0;
                i < LAST_REQUESTS && before != next && !Thread.currentThread().isInterrupted();
                i++) {
            before = next;
            drain(Duration.ZERO);
        }
    }

    private Duration drain(Duration longest) {
        ClockReading asked = clock.now();
        try {
            TraceSource.Chunk chunk = source.read(node, next, longest);
            Duration pause = accept(chunk);
            isUnreachable = false;
            backoff = PAUSE;
            return pause;
        } catch (IOException | IllegalArgumentException unusable) {
            if (Thread.currentThread().isInterrupted()) {
                // The recorder ends: that says nothing about the node.
                return PAUSE;
            }
            isUnreachable = true;
            Duration pause = backoff;
            backoff = backoff.multipliedBy(2).compareTo(MAX_BACKOFF) < 0 ? backoff.multipliedBy(2) : MAX_BACKOFF;
            Duration took = clock.now().since(asked);
            return pause.compareTo(took) > 0 ? pause.minus(took) : PAUSE;
        }
    }

    private Duration accept(TraceSource.Chunk chunk) {
        ClockReading now = clock.now();
        boolean isKnown = header != null && Arrays.equals(header, chunk.header());
        if (!isKnown && next != 0) {
            // Another process: its ticks are counted from its own start, and those before this number are needed too.
            if (!offerGap(Gap.Reason.RESTARTED, now, "")) {
                return PAUSE;
            }
            header = null;
            next = 0;
            return Duration.ZERO;
        }
        if (chunk.next() <= chunk.first()) {
            readUntil = isKnown ? now.wall() : readUntil;
            return PAUSE;
        }
        if (chunk.first() < next) {
            throw new IllegalArgumentException("the trace has ticks from " + chunk.first() + ", asked for " + next);
        }
        var part = new RecordedChunk(
                node.id(), chunk.header(), readUntil, now.wall(), chunk.first(), chunk.next(), chunk.ticks());
        boolean isGap = chunk.first() > next && !readUntil.equals(Instant.EPOCH);
        if (isGap && !offerGap(Gap.Reason.LOST, now, chunk.first() - next + " ticks were not read in time")) {
            return PAUSE;
        }
        if (isGap) {
            next = chunk.first();
        }
        if (writer.offer(part)) {
            header = chunk.header();
            next = chunk.next();
            readUntil = now.wall();
        }
        return PAUSE;
    }

    /** Records that the node did not answer to the last, if that is so. */
    void end() {
        if (isUnreachable) {
            offerGap(Gap.Reason.UNREACHABLE, clock.now(), "");
        }
    }

    private boolean offerGap(Gap.Reason reason, ClockReading now, String detail) {
        Instant from = readUntil.isAfter(now.wall()) ? now.wall() : readUntil;
        return writer.offer(new Gap(reason, node.id(), from, now.wall(), detail));
    }
}

package dev.telltale.trace;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The bytes of a {@link TraceHeader}; the format is described in {@code wire.md}. Pure. */
public final class HeaderCodec {
    /** The first byte: the version of the header and of the ticks that belong to it. */
    public static final int VERSION = 1;

    /** Observed nodes at most. */
    static final int MAX_PEERS = 10_000;

    /** More than 270 years, and few enough to count them in microseconds. */
    private static final long MAX_SECONDS = 1L << 33;

    private static final long MAX_NANOS = 999_999_999;
    private static final int MAX_NAME_BYTES = 64;

    private HeaderCodec() {}

    public static byte[] encode(TraceHeader header) {
        var out = new ByteWriter();
        out.writeByte(VERSION);
        out.writeText(header.observer().value());
        out.writeSigned(header.incarnation());
        Instant wall = header.start().wall();
        out.writeSigned(wall.getEpochSecond());
        out.writeVarint(wall.getNano());
        out.writeSigned(header.start().nanos());
        out.writeVarint(header.heartbeat().interval().toNanos());
        out.writeVarint(header.heartbeat().timeout().toNanos());
        DetectionSettings detection = header.detection();
        out.writeText(detection.deciding().id());
        out.writeVarint(detection.failureThreshold());
        out.writeVarint(detection.successThreshold());
        out.writeVarint(detection.flapWindow().toNanos());
        out.writeDouble(detection.phiThreshold());
        out.writeVarint(detection.indirectProbes());
        out.writeVarint(header.peers().size());
        header.peers().forEach(peer -> out.writeText(peer.value()));
        return out.toBytes();
    }

    /**
     * Reads a header.
     *
     * @throws TraceFormatException if the bytes are not exactly one header of a known version
     */
    public static TraceHeader decode(byte[] bytes) throws TraceFormatException {
        var in = new ByteReader(bytes);
        int version = in.readByte();
        if (version != VERSION) {
            throw new TraceFormatException(
                    "the trace has the version " + version + ", and this program reads version " + VERSION);
        }
        try {
            TraceHeader header = decode(in);
            if (in.hasMore()) {
                throw new TraceFormatException("more bytes follow the header of the trace");
            }
            return header;
        } catch (IllegalArgumentException e) {
            throw new TraceFormatException("the header of the trace is invalid: " + e.getMessage());
        }
    }

    private static TraceHeader decode(ByteReader in) throws TraceFormatException {
        NodeId observer = nodeId(in);
        long incarnation = in.readSigned();
        Instant wall = Instant.ofEpochSecond(
                in.readSignedUpTo(MAX_SECONDS, "the start in seconds since 1970"),
                in.readUpTo(MAX_NANOS, "its part of a second in nanoseconds"));
        var start = new ClockReading(in.readSigned(), wall);
        var heartbeat = new HeartbeatSettings(
                nanos(in, HeartbeatSettings.MAX_INTERVAL, "the interval"),
                nanos(in, HeartbeatSettings.MAX_TIMEOUT, "the timeout"));
        String deciding = in.readText(MAX_NAME_BYTES, "the deciding detector");
        var detection = new DetectionSettings(
                DetectorKind.parse(deciding)
                        .orElseThrow(() -> new TraceFormatException(
                                "the deciding detector is one of " + DetectorKind.words() + ", found another one")),
                (int) in.readUpTo(DetectionSettings.MAX_IN_A_ROW, "the failure threshold"),
                (int) in.readUpTo(DetectionSettings.MAX_IN_A_ROW, "the success threshold"),
                nanos(in, DetectionSettings.MAX_FLAP_WINDOW, "the flap window"),
                in.readDouble(),
                (int) in.readUpTo(DetectionSettings.MAX_PROBES, "the number of indirect probes"));
        long count = in.readUpTo(MAX_PEERS, "the number of peers");
        List<NodeId> peers = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            peers.add(nodeId(in));
        }
        if (new HashSet<>(peers).size() < peers.size()) {
            throw new TraceFormatException("a peer occurs twice in the header of the trace");
        }
        return new TraceHeader(observer, incarnation, peers, heartbeat, detection, start);
    }

    private static NodeId nodeId(ByteReader in) throws TraceFormatException {
        return new NodeId(in.readText(MAX_NAME_BYTES, "a node id"));
    }

    private static Duration nanos(ByteReader in, Duration max, String what) throws TraceFormatException {
        return Duration.ofNanos(in.readUpTo(max.toNanos(), what + " in nanoseconds"));
    }
}

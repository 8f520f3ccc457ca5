package dev.telltale.recording.simulated;

import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.Outage;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.groundtruth.ProcessEvent.Kind;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.TickResult;
import dev.telltale.recording.RecordedChunk;
import dev.telltale.recording.RecordedEvent;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.RecordingInfo;
import dev.telltale.recording.RecordingWriter;
import dev.telltale.sim.SimulationObserver;
import dev.telltale.sim.SimulationSettings;
import dev.telltale.sim.TraceRecorder;
import dev.telltale.time.ClockReading;
import dev.telltale.trace.TickEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Records a simulation in memory and writes it as {@code telltale record} would have written a real cluster, with times
 * in nanoseconds. The wall clocks begin on 1 January 2026. The same seed gives the same bytes. Confined to one thread.
 */
public final class SimulatedRecording implements SimulationObserver {
    /** The simulated clocks begin in 1970, which a recording keeps for times that are not known. */
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final int FIRST_PORT = 8_001;
    private static final long FIRST_PID = 1_000;
    private static final String CLUSTER = "simulated";

    private final SimulationSettings settings;
    private final TraceRecorder traces;
    private final List<RecordedEvent> events = new ArrayList<>();
    /** The nodes that were started, by time: the place is the PID. */
    private final List<Started> starts = new ArrayList<>();

    private record Started(NodeId node, Instant at) {}

    /** @param settings of the simulation to record */
    public SimulatedRecording(SimulationSettings settings) {
        this.settings = settings;
        traces = new TraceRecorder(settings);
    }

    @Override
    public void started(int node, ClockReading at) {
        traces.started(node, shifted(at));
        starts.add(new Started(id(node), at.wall()));
        add(Kind.START, id(node), at);
        add(Kind.READY, id(node), at);
    }

    @Override
    public void ticked(int node, ClockReading at, List<NodeEvent> input, TickResult result) {
        ClockReading ticked = shifted(at);
        traces.ticked(node, ticked, input, result);
        result.verdicts().forEach(change -> events.add(new RecordedEvent.VerdictChanged(change.withAt(ticked.wall()))));
        result.transitions()
                .forEach(change -> events.add(new RecordedEvent.StatusChanged(change.withAt(ticked.wall()))));
    }

    private static ClockReading shifted(ClockReading at) {
        return new ClockReading(at.nanos(), BEGIN.plus(Duration.between(Instant.EPOCH, at.wall())));
    }

    private static NodeId id(int node) {
        return new NodeId("node" + (node + 1));
    }

    private void add(Kind kind, NodeId node, ClockReading at) {
        events.add(new RecordedEvent.ProcessChanged(new ProcessEvent(kind, node, pid(node, at.wall()), shifted(at))));
    }

    private long pid(NodeId node, Instant at) {
        int last = 0;
        for (int i = 0; i < starts.size(); i++) {
            Started started = starts.get(i);
            if (started.node.equals(node) && !started.at.isAfter(at)) {
                last = i;
            }
        }
        return FIRST_PID + last;
    }

    /**
     * Writes the recording, into a folder that does not exist or is empty. Blocks.
     *
     * @param outages what happened to the nodes in the simulation
     * @throws RecordingException with one sentence, if the folder cannot be used or written
     */
    public void write(Path folder, List<Outage> outages) throws RecordingException {
        for (Outage outage : outages) {
            boolean isCrash = outage.kind() == Failure.CRASH;
            add(isCrash ? Kind.KILL : Kind.PAUSE, outage.node(), reading(outage.from()));
            if (isCrash) {
                add(Kind.ENDED, outage.node(), reading(outage.from()));
            } else if (outage.until() != null) {
                add(Kind.RESUME, outage.node(), reading(outage.until()));
            }
        }
        List<Member> members = IntStream.range(0, settings.nodes())
                .mapToObj(node -> new Member(id(node), new Address("127.0.0.1", FIRST_PORT + node)))
                .toList();
        List<RecordedChunk> chunks = traces.traces().stream()
                .flatMap(trace -> TraceParts.of(trace, TickEncoder.exact(trace.header())).stream())
                .sorted(Comparator.comparing(RecordedChunk::to))
                .toList();
        events.sort(Comparator.comparing(RecordedEvent::at));
        writeAll(
                folder,
                new RecordingInfo(BEGIN, CLUSTER, settings.heartbeat(), settings.detection(), members),
                new ArrayDeque<>(chunks));
    }

    /** As a recorder would have done it at that time, every half second. */
    private void writeAll(Path folder, RecordingInfo info, Deque<RecordedChunk> chunks) throws RecordingException {
        ClockReading[] now = {new ClockReading(0, BEGIN)};
        List<String> problems = new ArrayList<>();
        var waiting = new ArrayDeque<>(events);
        RecordingWriter writer = RecordingWriter.ofOtherTime(folder, info, () -> now[0], problems::add);
        try {
            while (problems.isEmpty() && !(chunks.isEmpty() && waiting.isEmpty())) {
                Instant until = now[0].wall().plus(RecordingWriter.FLUSH);
                now[0] = new ClockReading(now[0].nanos() + RecordingWriter.FLUSH.toNanos(), until);
                while (!chunks.isEmpty() && !chunks.element().to().isAfter(until)) {
                    writer.offer(chunks.remove());
                }
                while (!waiting.isEmpty() && !waiting.element().at().isAfter(until)) {
                    writer.offer(waiting.remove());
                }
                writer.flush();
            }
        } finally {
            writer.close();
        }
        if (!problems.isEmpty()) {
            throw new RecordingException(problems.get(0));
        }
    }

    private static ClockReading reading(Instant at) {
        Duration since = Duration.between(Instant.EPOCH, at);
        return new ClockReading(since.toNanos(), at);
    }
}

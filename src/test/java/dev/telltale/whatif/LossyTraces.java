package dev.telltale.whatif;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.sim.Simulation;
import dev.telltale.sim.SimulationSettings;
import dev.telltale.sim.TraceRecorder;
import dev.telltale.sim.VirtualNetwork;
import dev.telltale.trace.NodeTrace;
import dev.telltale.trace.TraceHeader;
import java.time.Duration;
import java.util.List;

/** Traces of three simulated nodes that lose messages. */
public final class LossyTraces {
    public static final HeartbeatSettings RECORDED =
            new HeartbeatSettings(Duration.ofMillis(500), Duration.ofSeconds(3));

    private LossyTraces() {}

    /**
     * One trace for each node; the same for the same arguments.
     *
     * @param loss probability that a message is lost, 0 to 1
     */
    public static List<NodeTrace> of(double loss, Duration length) {
        var settings = new SimulationSettings(
                3,
                2,
                RECORDED,
                DetectionSettings.DEFAULT,
                DetectorKind.ALL,
                new VirtualNetwork(Duration.ofMillis(1), Duration.ofMillis(1), loss),
                1);
        var recorder = new TraceRecorder(settings);
        Simulation.run(settings, 0, 0, length, recorder);
        return recorder.traces();
    }

    static TraceHeader withTimeout(TraceHeader header, Duration timeout) {
        return new TraceHeader(
                header.observer(),
                header.incarnation(),
                header.peers(),
                new HeartbeatSettings(header.heartbeat().interval(), timeout),
                header.detection(),
                header.start());
    }
}

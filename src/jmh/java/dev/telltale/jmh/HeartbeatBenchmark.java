package dev.telltale.jmh;

import dev.telltale.model.Address;
import dev.telltale.model.Attempt;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.NodeStateMachine;
import dev.telltale.node.TickResult;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One heartbeat through the state machine of a node: apply the response, update all verdicts, schedule the next
 * request.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HeartbeatBenchmark {
    private static final HeartbeatSettings SETTINGS = HeartbeatSettings.DEFAULT;

    @Param({"3", "100"})
    public int peers;

    /** "evidence" is the baseline: the one detector that a plain monitor would have. */
    @Param({"evidence", "all"})
    public String detectors;

    private List<Member> members;
    private NodeStateMachine stateMachine;
    private long now;
    private int next;

    @Setup
    public void start() {
        members = IntStream.rangeClosed(1, peers)
                .mapToObj(n -> new Member(new NodeId("node" + n), new Address("127.0.0.1", 8000 + n)))
                .toList();
        List<DetectorKind> kinds = detectors.equals("all") ? DetectorKind.ALL : List.of(DetectorKind.EVIDENCE);
        stateMachine = new NodeStateMachine(
                new NodeId("self"),
                members,
                SETTINGS,
                DetectionSettings.DEFAULT,
                kinds,
                new SplittableRandom(1),
                reading());
        stateMachine.tick(List.of(), reading());
        members.forEach(member -> stateMachine.tick(List.of(ok(member)), reading()));
    }

    /** The peers answer in turn, each once in an interval. */
    @Benchmark
    public TickResult heartbeat() {
        now += SETTINGS.interval().toNanos() / peers;
        next = (next + 1) % peers;
        return stateMachine.tick(List.of(ok(members.get(next))), reading());
    }

    /** A tick without events. */
    @Benchmark
    public TickResult idleTick() {
        return stateMachine.tick(List.of(), reading());
    }

    private NodeEvent ok(Member member) {
        return new NodeEvent.AttemptCompleted(
                new Attempt(member.id(), Evidence.OK, reading(), Duration.ofNanos(800_000), 1L, null, null));
    }

    private ClockReading reading() {
        return new ClockReading(now, Instant.EPOCH);
    }
}

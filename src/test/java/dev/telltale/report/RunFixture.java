package dev.telltale.report;

import dev.telltale.fault.Link;
import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.qos.DetectorKey;
import dev.telltale.qos.Quality;
import dev.telltale.qos.StatusChange;
import dev.telltale.qos.StatusHistory;
import dev.telltale.scenario.run.RunResult;
import dev.telltale.scenario.run.RunResult.ExpectationResult;
import dev.telltale.scenario.run.RunResult.Fact;
import dev.telltale.scenario.run.RunResult.InjectedFault;
import dev.telltale.scenario.run.RunResult.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** Sample runs of three nodes. Times are milliseconds from the start of the run. */
final class RunFixture {
    static final NodeId ONE = new NodeId("node1");
    static final NodeId TWO = new NodeId("node2");
    static final NodeId THREE = new NodeId("node3");
    static final List<NodeId> NODES = List.of(ONE, TWO, THREE);
    static final HeartbeatSettings SETTINGS = new HeartbeatSettings(Duration.ofSeconds(2), Duration.ofSeconds(5));
    static final Instant START = Instant.parse("2024-02-29T23:59:50.250Z");

    private static final Pattern CHANGE = Pattern.compile("([A-Z]+) (\\d+)");

    private RunFixture() {}

    static Instant at(long millis) {
        return START.plusMillis(millis);
    }

    /** node2 is killed and restarted, the link from node1 to node3 is cut, node1 is paused. */
    static RunResult threeFaults(String title) {
        List<Outage> outages = List.of(
                new Outage(TWO, Failure.CRASH, at(8_000), at(16_000)),
                new Outage(THREE, Failure.CUT, at(22_000), at(32_000), ONE),
                new Outage(ONE, Failure.HANG, at(38_000), at(46_000)));
        List<InjectedFault> done = List.of(
                InjectedFault.onNode("killed", at(8_000), at(16_000), TWO),
                InjectedFault.onLinks("cut", at(22_000), at(32_000), List.of(new Link(ONE, THREE))),
                InjectedFault.onNode("delay 300ms ± 50ms", at(34_000), at(36_000), THREE),
                InjectedFault.onNode("paused", at(38_000), at(46_000), ONE));
        List<StatusHistory> beliefs = List.of(
                history(ONE, TWO, "UP 400, DOWN 8042, UP 16300"),
                history(ONE, THREE, "UP 420, SUSPECT 23800, DOWN 26900, UP 33100"),
                history(TWO, ONE, "UP 380, SUSPECT 39800, DOWN 43500, UP 46200"),
                history(TWO, THREE, "UP 410, DOWN 36500, UP 37200"),
                history(THREE, ONE, "UP 380, SUSPECT 39200, DOWN 42900, UP 46300"),
                history(THREE, TWO, "UP 410, DOWN 8019, UP 16500"));
        String crash = "every live observer reports node2 down within 100 ms";
        String alarm = "node2 called node3 down for 700 ms at 36.5 s, while it answered";
        List<ExpectationResult> verdicts = List.of(
                new ExpectationResult(crash, Result.PASSED, "node1 after 42 ms, node3 after 19 ms", at(8_042)),
                new ExpectationResult(
                        "the diagnosis shows one-way link node1 to node3", Result.PASSED, "after 4.90 s", at(26_900)),
                new ExpectationResult("no false alarm in 60 s", Result.FAILED, alarm, at(36_500)),
                new ExpectationResult("node1 is back within two intervals", Result.SKIPPED, "", null));
        return run(title, done, beliefs, verdicts, new GroundTruth(START, at(50_000), outages));
    }

    static RunResult run(
            String title,
            List<InjectedFault> done,
            List<StatusHistory> beliefs,
            List<ExpectationResult> verdicts,
            GroundTruth truth) {
        List<Fact> facts = List.of(
                new Fact("heartbeat interval", "2s"),
                new Fact("heartbeat timeout", "5s"),
                new Fact("decides", "evidence"),
                new Fact("on", "real processes"));
        Quality quality = Quality.of(truth, beliefs, SETTINGS, Duration.ofMillis(100));
        String about = "A crash is refused at once, a cut is only silence: 42 ms for one and 4.9 s for the other.";
        DetectorKind deciding = DetectorKind.EVIDENCE;
        return new RunResult(
                new RunResult.About(title, about, facts),
                truth.start(),
                truth.end(),
                NODES,
                deciding,
                done,
                beliefs,
                verdicts,
                quality);
    }

    /** A history from changes such as {@code UP 400, DOWN 8042}. */
    static StatusHistory history(NodeId observer, NodeId subject, String changes) {
        List<StatusChange> beliefs = CHANGE.matcher(changes)
                .results()
                .map(change -> new StatusChange(at(Long.parseLong(change.group(2))), Status.valueOf(change.group(1))))
                .toList();
        return new StatusHistory(new DetectorKey(observer, subject, DetectorKind.EVIDENCE), beliefs);
    }
}

package dev.telltale.scenario.run;

import dev.telltale.fault.FaultType;
import dev.telltale.fault.FaultTypeText;
import dev.telltale.fault.LinkSets;
import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Outage;
import dev.telltale.groundtruth.ProcessOutages;
import dev.telltale.model.NodeId;
import dev.telltale.qos.Quality;
import dev.telltale.qos.StatusHistory;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.run.RunResult.ExpectationResult;
import dev.telltale.scenario.run.RunResult.Fact;
import dev.telltale.scenario.run.RunResult.InjectedFault;
import dev.telltale.text.Durations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A played scenario as a report tells it. */
final class RunResultFactory {
    private RunResultFactory() {}

    static RunResult of(
            Scenario scenario,
            Recording recording,
            List<Fact> facts,
            List<StatusHistory> histories,
            List<ExpectationResult> verdicts,
            Quality quality) {
        List<Fact> all = new ArrayList<>(facts);
        recording.skipped().forEach(sentence -> all.add(Fact.skipped(sentence)));
        all.add(new Fact(
                "heartbeat interval", Durations.format(scenario.heartbeat().interval())));
        all.add(new Fact(
                "heartbeat timeout", Durations.format(scenario.heartbeat().timeout())));
        all.add(new Fact("detector", scenario.detection().deciding().word()));
        return new RunResult(
                scenario.heading(),
                scenario.teaches(),
                all,
                recording.start(),
                recording.end(),
                scenario.ids(),
                scenario.detection().deciding(),
                done(recording, scenario.ids()),
                histories,
                verdicts,
                quality);
    }

    private static List<InjectedFault> done(Recording recording, List<NodeId> nodes) {
        List<InjectedFault> done = new ArrayList<>();
        for (Outage outage : ProcessOutages.of(recording.deeds())) {
            done.add(InjectedFault.toNode(label(outage.kind()), outage.from(), outage.until(), outage.node()));
        }
        for (FaultInterval deed : recording.faults()) {
            FaultType effect = deed.fault().effect();
            Instant from = deed.from().wall();
            Instant until = deed.until() == null ? null : deed.until().wall();
            if (effect instanceof FaultType.OnLinks links) {
                done.add(InjectedFault.toLinks(effect.word(), from, until, LinkSets.sorted(links.links(), nodes)));
            } else {
                done.add(InjectedFault.toNode(
                        FaultTypeText.of(effect), from, until, ((FaultType.OnNode) effect).node()));
            }
        }
        done.removeIf(one -> one.until() != null && one.until().isBefore(recording.start()));
        done.sort(Comparator.comparing(InjectedFault::from));
        return done;
    }

    private static String label(Failure kind) {
        return switch (kind) {
            case HANG -> "paused";
            case LEAVE -> "stopped";
            default -> "killed";
        };
    }
}

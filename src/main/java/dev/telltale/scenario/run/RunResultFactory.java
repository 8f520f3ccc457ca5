package dev.telltale.scenario.run;

import dev.telltale.fault.FaultType;
import dev.telltale.fault.FaultTypeText;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.LinkSets;
import dev.telltale.fault.NodeFault;
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
import dev.telltale.text.DurationFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Builds the result of a run from its recording. */
final class RunResultFactory {
    private RunResultFactory() {}

    static RunResult of(
            Scenario scenario,
            Recording recording,
            List<Fact> facts,
            List<StatusHistory> histories,
            List<ExpectationResult> expectations,
            Quality quality) {
        List<Fact> all = new ArrayList<>(facts);
        recording.steps().skipped().forEach(sentence -> all.add(Fact.skipped(sentence)));
        all.add(new Fact(
                "heartbeat interval",
                DurationFormat.setting(scenario.heartbeat().interval())));
        all.add(new Fact(
                "heartbeat timeout", DurationFormat.setting(scenario.heartbeat().timeout())));
        all.add(new Fact("detector", scenario.detection().deciding().id()));
        return new RunResult(
                new RunResult.About(scenario.heading(), scenario.description(), all),
                recording.start(),
                recording.end(),
                scenario.ids(),
                scenario.detection().deciding(),
                faults(recording, scenario.ids()),
                histories,
                expectations,
                quality);
    }

    private static List<InjectedFault> faults(Recording recording, List<NodeId> nodes) {
        List<InjectedFault> faults = new ArrayList<>();
        for (Outage outage : ProcessOutages.of(recording.incidents().events())) {
            faults.add(InjectedFault.onNode(label(outage.kind()), outage.from(), outage.until(), outage.node()));
        }
        for (FaultInterval interval : recording.incidents().faults()) {
            FaultType effect = interval.fault().effect();
            Instant from = interval.from().wall();
            Instant until = interval.end();
            if (effect instanceof LinkFault links) {
                faults.add(InjectedFault.onLinks(effect.id(), from, until, LinkSets.sorted(links.links(), nodes)));
            } else {
                faults.add(InjectedFault.onNode(FaultTypeText.of(effect), from, until, ((NodeFault) effect).node()));
            }
        }
        faults.removeIf(fault -> fault.until() != null && fault.until().isBefore(recording.start()));
        faults.sort(Comparator.comparing(InjectedFault::from));
        return faults;
    }

    private static String label(Failure kind) {
        return switch (kind) {
            case HANG -> "paused";
            case LEAVE -> "stopped";
            default -> "killed";
        };
    }
}

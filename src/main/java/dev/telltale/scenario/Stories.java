package dev.telltale.scenario;

import dev.telltale.bench.EffectWords;
import dev.telltale.bench.FaultDeed;
import dev.telltale.config.Durations;
import dev.telltale.launcher.Outages;
import dev.telltale.model.Effect;
import dev.telltale.model.Links;
import dev.telltale.model.NodeId;
import dev.telltale.quality.Failure;
import dev.telltale.quality.History;
import dev.telltale.quality.Outage;
import dev.telltale.quality.Quality;
import dev.telltale.report.RunStory;
import dev.telltale.report.RunStory.Done;
import dev.telltale.report.RunStory.Fact;
import dev.telltale.report.RunStory.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A played scenario as a report tells it. */
final class Stories {
    private Stories() {}

    static RunStory of(
            Scenario scenario,
            Recording recording,
            List<Fact> facts,
            List<History> histories,
            List<Verdict> verdicts,
            Quality quality) {
        List<Fact> all = new ArrayList<>(facts);
        recording.skipped().forEach(sentence -> all.add(Fact.skipped(sentence)));
        all.add(new Fact(
                "heartbeat interval", Durations.format(scenario.heartbeat().interval())));
        all.add(new Fact(
                "heartbeat timeout", Durations.format(scenario.heartbeat().timeout())));
        all.add(new Fact("detector", scenario.detection().deciding().word()));
        return new RunStory(
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

    private static List<Done> done(Recording recording, List<NodeId> nodes) {
        List<Done> done = new ArrayList<>();
        for (Outage outage : Outages.of(recording.deeds())) {
            done.add(Done.toNode(label(outage.kind()), outage.from(), outage.until(), outage.node()));
        }
        for (FaultDeed deed : recording.faults()) {
            Effect effect = deed.fault().effect();
            Instant from = deed.from().wall();
            Instant until = deed.until() == null ? null : deed.until().wall();
            if (effect instanceof Effect.OnLinks links) {
                done.add(Done.toLinks(effect.word(), from, until, Links.sorted(links.links(), nodes)));
            } else {
                done.add(Done.toNode(EffectWords.of(effect), from, until, ((Effect.OnNode) effect).node()));
            }
        }
        done.removeIf(one -> one.until() != null && one.until().isBefore(recording.start()));
        done.sort(Comparator.comparing(Done::from));
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

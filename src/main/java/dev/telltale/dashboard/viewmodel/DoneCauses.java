package dev.telltale.dashboard.viewmodel;

import dev.telltale.diagnosis.Cause;
import dev.telltale.diagnosis.Causes;
import dev.telltale.model.Effect;
import dev.telltale.model.Fault;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Link;
import dev.telltale.model.NodeId;
import dev.telltale.model.Page;
import dev.telltale.quality.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is broken on purpose now, in the words of a diagnosis: what it should come to. */
final class DoneCauses {
    /** What a node's wall clock may be off before anybody is told. */
    private static final Duration LEAST_SKEW = Duration.ofMillis(500);

    private final HeartbeatSettings settings;
    private final List<Cause> causes = new ArrayList<>();
    private final Set<Link> cut = new LinkedHashSet<>();
    private final Map<NodeId, Duration> skews = new HashMap<>();
    private final List<Deed> deeds = new ArrayList<>();

    /** One thing that was done, as the badge names it. */
    private record Deed(String what, Instant at) {}

    private DoneCauses(HeartbeatSettings settings) {
        this.settings = settings;
    }

    static DoneCauses of(List<NodeId> nodes, WhatWasDone done, List<Fault> faults, HeartbeatSettings settings) {
        var causes = new DoneCauses(settings);
        nodes.forEach(node -> causes.process(done.newest(node)));
        faults.forEach(fault -> causes.fault(fault, nodes));
        causes.skews.forEach((node, ahead) -> {
            if (ahead.abs().compareTo(LEAST_SKEW) > 0) {
                causes.causes.add(new Cause.Skewed(node));
            }
        });
        causes.causes.addAll(Causes.ofLinks(nodes, causes.cut));
        List<Cause> normal = Causes.normal(nodes, causes.causes);
        causes.causes.clear();
        causes.causes.addAll(normal);
        return causes;
    }

    private void process(@Nullable Absence absence) {
        if (absence == null || absence.isOver() || !absence.isFailure()) {
            return;
        }
        NodeId node = absence.outage().node();
        Failure kind = absence.outage().kind();
        causes.add(
                kind == Failure.HANG
                        ? new Cause.Hang(node)
                        : kind == Failure.LEAVE ? new Cause.Left(node) : new Cause.Crash(node));
        String what = switch (absence.how()) {
            case KILL -> "SIGKILL";
            case STOP -> "SIGTERM";
            case PAUSE -> "SIGSTOP";
            case START, ENDED, FAULT -> node + " ended by itself";
        };
        deeds.add(new Deed(what, absence.outage().from()));
    }

    private void fault(Fault fault, List<NodeId> nodes) {
        Effect effect = fault.effect();
        int before = causes.size() + cut.size();
        if (effect instanceof Effect.OnLinks some) {
            if (isBroken(some)) {
                cut.addAll(some.links());
            }
        } else if (effect instanceof Effect.Skew skew) {
            skews.merge(skew.node(), skew.ahead(), Duration::plus);
        } else {
            inside((Effect.OnNode) effect);
        }
        if (causes.size() + cut.size() > before || effect instanceof Effect.Skew) {
            deeds.add(new Deed(FaultWords.of(effect, nodes), fault.since()));
        }
    }

    /** Whether nothing comes through in time: what only may cost a heartbeat comes to nothing for sure. */
    private boolean isBroken(Effect.OnLinks effect) {
        if (effect instanceof Effect.Delay delay) {
            return isTooLate(delay.delay());
        }
        return effect instanceof Effect.Cut || (effect instanceof Effect.Drop drop && drop.share() == 1);
    }

    private boolean isTooLate(Duration delay) {
        return delay.compareTo(settings.deadline()) >= 0;
    }

    private void inside(Effect.OnNode effect) {
        NodeId node = effect.node();
        if (effect instanceof Effect.Stall || (effect instanceof Effect.Slow slow && isTooLate(slow.delay()))) {
            causes.add(new Cause.Hang(node));
        } else if (effect instanceof Effect.Fail || isGray(effect, Page.HEARTBEAT)) {
            causes.add(new Cause.Failing(node));
        } else if (isGray(effect, Page.STATUS)) {
            causes.add(new Cause.GrayStatus(node));
        }
    }

    private static boolean isGray(Effect effect, Page page) {
        return effect instanceof Effect.Gray gray && gray.broken() == page;
    }

    /** In the normal form of a diagnosis. */
    List<Cause> causes() {
        return List.copyOf(causes);
    }

    /** "SIGKILL 14:03:21.480", with how many other deeds beside the newest; empty if nothing is broken. */
    String newestIn(ZoneId zone) {
        return deeds.stream()
                .max(Comparator.comparing(Deed::at))
                .map(deed -> deed.what() + " " + Ages.clock(deed.at(), zone)
                        + (deeds.size() > 1 ? " and " + (deeds.size() - 1) + " more" : ""))
                .orElse("");
    }
}

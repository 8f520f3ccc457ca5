package dev.telltale.dashboard.viewmodel.truth;

import dev.telltale.dashboard.viewmodel.fault.FaultText;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.NodeFault;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.OutageTrigger;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.groundtruth.RecordedOutage;
import dev.telltale.model.NodeId;
import dev.telltale.text.DurationFormat;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/** Formats what began an outage. */
public final class OutageText {
    private OutageText() {}

    /** Cause and beginning, after the name of the node: "killed 14:03:21.480", "cut from node1 14:03:17.480". */
    public static String of(RecordedOutage recorded, ZoneId zone) {
        String what = recorded.trigger().match(new OutageTrigger.Cases<>() {
            @Override
            public String process(ProcessEvent event) {
                return what(event);
            }

            @Override
            public String fault(FaultInterval interval) {
                FaultType effect = interval.fault().effect();
                return effect instanceof NodeFault one
                        ? FaultText.onNode(one)
                        : FaultText.onLink((LinkFault) effect) + " from "
                                + recorded.outage().observer();
            }
        });
        return what + " " + DurationFormat.clock(recorded.outage().from(), zone);
    }

    private static String what(ProcessEvent event) {
        return switch (event.kind()) {
            case START -> "starting since";
            case KILL -> "killed";
            case STOP -> "stopped";
            case PAUSE -> "paused";
            case READY, RESUME, ENDED -> event.exitText();
        };
    }

    /**
     * In full, for badge and timeline: "SIGKILL node2", "node2 paused", "cut node1 to node3".
     *
     * @param nodes all nodes of the cluster
     */
    public static String of(OutageTrigger trigger, List<NodeId> nodes) {
        return trigger.match(new OutageTrigger.Cases<>() {
            @Override
            public String process(ProcessEvent event) {
                return switch (event.kind()) {
                    case KILL -> "SIGKILL " + event.node();
                    case STOP -> "SIGTERM " + event.node();
                    case START, READY, PAUSE, RESUME, ENDED -> event.node() + " " + what(event);
                };
            }

            @Override
            public String fault(FaultInterval interval) {
                return FaultText.of(interval.fault().effect(), nodes);
            }
        });
    }

    /** The newest and the number of others: "SIGKILL node2 14:03:21.480 and 1 more"; empty if there are none. */
    public static String newest(List<OutageTrigger> triggers, List<NodeId> nodes, ZoneId zone) {
        return triggers.stream()
                .max(Comparator.comparing(trigger -> trigger.began().wall()))
                .map(trigger -> of(trigger, nodes) + " "
                        + DurationFormat.clock(trigger.began().wall(), zone)
                        + (triggers.size() > 1 ? " and " + (triggers.size() - 1) + " more" : ""))
                .orElse("");
    }
}

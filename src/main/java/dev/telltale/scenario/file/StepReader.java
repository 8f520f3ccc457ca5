package dev.telltale.scenario.file;

import dev.telltale.fault.Endpoint;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.NodeFault;
import dev.telltale.model.NodeId;
import dev.telltale.scenario.Action;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.Step;
import dev.telltale.scenario.Target;
import dev.telltale.text.SafeText;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one step: its time, action, target and duration. */
final class StepReader {
    private static final String FAULTS =
            "cut, delay, drop, split, isolate, halves, bridge, majorities_ring, stall, slow, error, gray, skew";

    private static final Duration MIN_DURATION = Duration.ofMillis(1);

    private final JsonObject object;
    private final NodeNameParser names;
    private final Duration end;
    private final List<@Nullable Step> before;

    /** @param before the steps above this one; null for a step with a problem */
    StepReader(JsonObject object, NodeNameParser names, Duration end, List<@Nullable Step> before) {
        this.object = object;
        this.names = names;
        this.end = end;
        this.before = before;
    }

    /** Returns the step, or null after a problem was recorded. */
    @Nullable
    Step read() {
        object.require("at", "say when, for example \"at\":\"2s\"");
        Duration at = object.duration("at", Duration.ZERO, end, Duration.ZERO);
        Action action = action();
        Duration duration = object.duration("for", MIN_DURATION, end);
        if (action != null) {
            // The allowed keys depend on the action.
            object.end();
        }
        if (action == null || !object.isValid()) {
            return null;
        }
        check(at, action, duration);
        return new Step(at, action, duration);
    }

    private void check(Duration at, Action action, @Nullable Duration duration) {
        Step last = before.isEmpty() ? null : before.get(before.size() - 1);
        if (last != null && last.at().compareTo(at) > 0) {
            object.problem("at", "this is before the step above it; put the steps in the order of their times");
        }
        if (duration != null && !action.isUndoable()) {
            object.problem("for", "nothing undoes this step; leave \"for\" out");
        } else if (duration != null && at.plus(duration).compareTo(end) > 0) {
            object.problem("for", "this lasts beyond the end of the scenario; make \"end\" later or \"for\" shorter");
        }
    }

    private @Nullable Action action() {
        if (object.has("do") == object.has("fault")) {
            String what = object.has("do") ? "has both \"do\" and \"fault\"" : "has neither \"do\" nor \"fault\"";
            object.problem("this step " + what
                    + "; write one, such as \"do\":\"kill\" or \"fault\":\"cut\"; its keys are " + object.keys());
            return null;
        }
        return object.has("do") ? processAction() : fault();
    }

    private @Nullable Action processAction() {
        String word = object.text("do", text -> text);
        if (word == null) {
            return null;
        } else if (word.equals("heal")) {
            int step = object.whole("step", 1, Scenario.MAX_STEPS, 0);
            if (step > 0 && !isFault(step)) {
                object.problem("step", "found " + step + "; name a step above this one that breaks something");
            }
            return new Action.Heal(step);
        }
        Action.Verb verb = Action.Verb.parse(word).orElse(null);
        if (verb == null) {
            String hint = List.of(FAULTS.split(", ", -1)).contains(word)
                    ? "write \"fault\":\"" + word + "\""
                    : "the actions are " + Action.verbs();
            object.problem("do", "found " + SafeText.of(word) + "; " + hint);
            return null;
        }
        return new Action.OnProcesses(verb, target("node", names::some, names.nodes()));
    }

    private boolean isFault(int step) {
        if (step > before.size()) {
            return false;
        }
        Step named = before.get(step - 1);
        // A problem of a step that could not be read has been recorded already.
        return named == null || named.action() instanceof Action.InjectsFault;
    }

    private <T> T target(String key, Function<String, T> reader, T fallback) {
        object.require(key, "name the target, for example \"" + key + "\":\"node1\"");
        return object.text(key, reader, fallback);
    }

    private @Nullable Action fault() {
        String word = object.text("fault", text -> text);
        if (word == null) {
            return null;
        }
        return switch (word) {
            case "cut" -> cut(links());
            case "delay" -> onLinks(links(), links -> new LinkFault.Delay(links, delay(), jitter()));
            case "drop" -> onLinks(links(), links -> new LinkFault.Drop(links, share()));
            case "split" -> cut(groups());
            case "halves" -> cut(new Target.Halves());
            case "majorities_ring" -> cut(new Target.MajoritiesRing());
            case "isolate" -> cut(new Target.Isolate(node()));
            case "bridge" -> cut(new Target.Bridge(node()));
            case "stall" -> new Action.OnNode(new NodeFault.Stall(node()));
            case "slow" -> new Action.OnNode(new NodeFault.Slow(node(), delay(), jitter()));
            case "error" -> new Action.OnNode(new NodeFault.Fail(node(), object.flag("garbage")));
            case "gray" ->
                new Action.OnNode(new NodeFault.Gray(node(), target("page", StepReader::endpoint, Endpoint.HEARTBEAT)));
            case "skew" -> new Action.OnNode(new NodeFault.Skew(node(), ahead()));
            default -> {
                String hint = word.equals("heal") || Action.Verb.parse(word).isPresent()
                        ? "write \"do\":\"" + word + "\""
                        : "the faults are " + FAULTS;
                object.problem("fault", "found " + SafeText.of(word) + "; " + hint);
                yield null;
            }
        };
    }

    private NodeId node() {
        return target("node", names::one, names.nodes().get(0));
    }

    private static Endpoint endpoint(String word) {
        return Endpoint.parse(word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "found " + SafeText.of(word) + "; the endpoint is " + Endpoint.words()));
    }

    private Action cut(Target target) {
        return onLinks(target, LinkFault.Cut::new);
    }

    private Action onLinks(Target target, Function<Set<Link>, LinkFault> fault) {
        Set<Link> links = object.isValid() ? target.links(names.nodes()) : Set.of();
        if (links.isEmpty() && object.isValid()) {
            object.problem(
                    "fault", "in a cluster of " + names.nodes().size() + " nodes this affects no link; use more nodes");
        }
        if (links.isEmpty()) {
            // Continue with any link, to report further problems of the step.
            links = Set.of(new Link(names.nodes().get(0), names.nodes().get(1)));
        }
        return new Action.OnLinks(target, fault.apply(links));
    }

    private Target groups() {
        return new Target.Split(target("groups", names::groups, List.of()));
    }

    private Target links() {
        if (object.has("groups")) {
            return groups();
        }
        NodeId observer = target("observer", names::oneOrAll, NodeId.ALL);
        NodeId subject = target("subject", names::oneOrAll, NodeId.ALL);
        boolean isBoth = object.flag("both");
        boolean isEach = observer.equals(NodeId.ALL) || subject.equals(NodeId.ALL);
        if (object.isValid() && observer.equals(subject)) {
            object.problem("subject", "found " + subject + " at both ends; a link has two different ends");
        } else if (object.isValid() && isEach && isBoth) {
            object.problem("both", "to break all links of a node both ways write \"fault\":\"isolate\",\"node\":...");
        }
        if (observer.equals(NodeId.ALL)) {
            return new Target.Column(subject);
        }
        return subject.equals(NodeId.ALL) ? new Target.Row(observer) : new Target.Pair(observer, subject, isBoth);
    }

    private Duration delay() {
        object.require("delay", "say how much, for example \"delay\":\"300ms\"");
        return object.duration("delay", Duration.ZERO, FaultType.MAX_DELAY, Duration.ZERO);
    }

    private Duration jitter() {
        return object.duration("jitter", Duration.ZERO, FaultType.MAX_DELAY, Duration.ZERO);
    }

    private double share() {
        object.require("share", "say which share of the requests is lost, for example \"share\":0.3");
        return object.share("share");
    }

    private Duration ahead() {
        Duration ahead = object.duration("ahead", MIN_DURATION, FaultType.MAX_SKEW, Duration.ZERO);
        Duration behind = object.duration("behind", MIN_DURATION, FaultType.MAX_SKEW, Duration.ZERO);
        if (object.has("ahead") == object.has("behind")) {
            object.problem("say one of \"ahead\" and \"behind\", for example \"ahead\":\"30s\"");
        }
        return ahead.minus(behind);
    }
}

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
import org.jspecify.annotations.Nullable;

/** Reads one step: its time, action, target and duration. */
final class StepReader {
    private static final Duration MIN_DURATION = Duration.ofMillis(1);
    private static final String FAULTS =
            "cut, delay, drop, split, isolate, halves, bridge, majorities_ring, stall, slow, error, gray, skew";

    private final JsonObjectReader fields;
    private final NodeNameParser names;
    private final Duration end;
    private final List<@Nullable Step> before;

    /** @param before the steps above this one; null for a step that could not be read */
    StepReader(JsonObjectReader fields, NodeNameParser names, Duration end, List<@Nullable Step> before) {
        this.fields = fields;
        this.names = names;
        this.end = end;
        this.before = before;
    }

    /** Returns the step, or null after a problem was recorded. */
    @Nullable
    Step read() {
        Duration at = fields.duration("at", Duration.ZERO, end);
        if (!fields.has("at")) {
            fields.problem("at is missing; say when, for example \"at\":\"2s\"");
        }
        Action action = action();
        Duration duration = fields.duration("for", MIN_DURATION, end);
        if (action != null) {
            // The allowed keys depend on the action.
            fields.end();
        }
        if (at == null || action == null) {
            return null;
        }
        check(at, action, duration);
        return new Step(at, action, duration);
    }

    private void check(Duration at, Action action, @Nullable Duration duration) {
        Step last = before.isEmpty() ? null : before.get(before.size() - 1);
        if (last != null && last.at().compareTo(at) > 0) {
            fields.problem("at", "this is before the step above it; put the steps in the order of their times");
        }
        if (duration != null && !action.isUndoable()) {
            fields.problem("for", "nothing undoes this step; leave \"for\" out");
        } else if (duration != null && at.plus(duration).compareTo(end) > 0) {
            fields.problem("for", "this lasts beyond the end of the scenario; make \"end\" later or \"for\" shorter");
        }
    }

    private @Nullable Action action() {
        if (fields.has("do") == fields.has("fault")) {
            String what = fields.has("do") ? "has both \"do\" and \"fault\"" : "has neither \"do\" nor \"fault\"";
            fields.problem("this step " + what
                    + "; write one, such as \"do\":\"kill\" or \"fault\":\"cut\"; its keys are " + fields.keys());
            fields.text("do", text -> text);
            fields.text("fault", text -> text);
            return null;
        }
        return fields.has("do") ? processAction() : fault();
    }

    private @Nullable Action processAction() {
        String word = fields.text("do", text -> text);
        if (word == null) {
            return null;
        } else if (word.equals("heal")) {
            Integer step = fields.whole("step", 1, Scenario.MAX_STEPS);
            if (step != null && !isFault(step)) {
                fields.problem("step", "found " + step + "; name a step above this one that breaks something");
                return null;
            }
            return new Action.Heal(step == null ? 0 : step);
        }
        Action.Verb verb = Action.Verb.ofWord(word).orElse(null);
        if (verb == null) {
            String hint = List.of(FAULTS.split(", ", -1)).contains(word)
                    ? "write \"fault\":\"" + word + "\""
                    : "the actions are " + Action.verbs();
            fields.problem("do", "found " + SafeText.of(word) + "; " + hint);
            return null;
        }
        List<NodeId> nodes = required("node", fields.text("node", names::some));
        return nodes == null ? null : new Action.OnProcesses(verb, nodes);
    }

    private boolean isFault(int step) {
        if (step > before.size()) {
            return false;
        }
        Step named = before.get(step - 1);
        // A problem of a step that could not be read has been recorded already.
        return named == null || named.action() instanceof Action.InjectsFault;
    }

    private <T> @Nullable T required(String key, @Nullable T value) {
        if (value == null && !fields.has(key)) {
            fields.problem(key + " is missing; name the target, for example \"" + key + "\":\"node1\"");
        }
        return value;
    }

    private @Nullable Action fault() {
        String word = fields.text("fault", text -> text);
        if (word == null) {
            return null;
        }
        try {
            return switch (word) {
                case "cut" -> onLinks(links(), new LinkFault.Cut(placeholderLink()));
                case "delay" -> onLinks(links(), new LinkFault.Delay(placeholderLink(), delay(), jitter()));
                case "drop" -> onLinks(links(), new LinkFault.Drop(placeholderLink(), share()));
                case "split" -> onLinks(groups(), new LinkFault.Cut(placeholderLink()));
                case "halves" -> onLinks(new Target.Halves(), new LinkFault.Cut(placeholderLink()));
                case "majorities_ring" -> onLinks(new Target.MajoritiesRing(), new LinkFault.Cut(placeholderLink()));
                case "isolate", "bridge", "stall", "slow", "error", "gray", "skew" -> ofNode(word);
                default -> {
                    String hint =
                            word.equals("heal") || Action.Verb.ofWord(word).isPresent()
                                    ? "write \"do\":\"" + word + "\""
                                    : "the faults are " + FAULTS;
                    fields.problem("fault", "found " + SafeText.of(word) + "; " + hint);
                    yield null;
                }
            };
        } catch (IllegalArgumentException e) {
            fields.problem("fault", String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** A valid set of links, replaced by those of the target. */
    private Set<Link> placeholderLink() {
        return Set.of(new Link(names.nodes().get(0), names.nodes().get(1)));
    }

    private @Nullable Action ofNode(String word) {
        NodeId node = required("node", fields.text("node", names::one));
        // Continue with any node, to report further problems of the step.
        NodeId named = node == null ? names.nodes().get(0) : node;
        Action action = switch (word) {
            case "isolate" -> onLinks(new Target.Isolate(named), new LinkFault.Cut(placeholderLink()));
            case "bridge" -> onLinks(new Target.Bridge(named), new LinkFault.Cut(placeholderLink()));
            case "stall" -> new Action.OnNode(new NodeFault.Stall(named));
            case "slow" -> new Action.OnNode(new NodeFault.Slow(named, delay(), jitter()));
            case "error" -> new Action.OnNode(new NodeFault.Fail(named, fields.flag("garbage")));
            case "gray" -> {
                Endpoint endpoint = required("page", fields.text("page", StepReader::endpoint));
                yield endpoint == null ? null : new Action.OnNode(new NodeFault.Gray(named, endpoint));
            }
            default -> new Action.OnNode(new NodeFault.Skew(named, ahead()));
        };
        return node == null ? null : action;
    }

    private static Endpoint endpoint(String word) {
        return Endpoint.ofWord(word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "found " + SafeText.of(word) + "; the endpoint is " + Endpoint.words()));
    }

    private @Nullable Action onLinks(@Nullable Target target, LinkFault effect) {
        if (target == null) {
            return null;
        }
        Set<Link> links = target.links(names.nodes());
        if (links.isEmpty()) {
            throw new IllegalArgumentException(
                    "in a cluster of " + names.nodes().size() + " nodes this affects no link; use more nodes");
        }
        return new Action.OnLinks(target, effect.withLinks(links));
    }

    private @Nullable Target groups() {
        List<List<NodeId>> groups = required("groups", fields.text("groups", names::groups));
        return groups == null ? null : new Target.Split(groups);
    }

    private @Nullable Target links() {
        if (fields.has("groups")) {
            return groups();
        }
        String observer = required("observer", fields.text("observer", this::oneOrAll));
        String subject = required("subject", fields.text("subject", this::oneOrAll));
        boolean isBoth = fields.flag("both");
        if (observer == null || subject == null) {
            return null;
        }
        boolean isEach = observer.equals(NodeNameParser.ALL) || subject.equals(NodeNameParser.ALL);
        if (observer.equals(subject)) {
            fields.problem("subject", "found " + subject + " at both ends; a link has two different ends");
            return null;
        } else if (isEach && isBoth) {
            fields.problem("both", "to break all links of a node both ways write \"fault\":\"isolate\",\"node\":...");
            return null;
        } else if (observer.equals(NodeNameParser.ALL)) {
            return new Target.Column(new NodeId(subject));
        } else if (subject.equals(NodeNameParser.ALL)) {
            return new Target.Row(new NodeId(observer));
        }
        return new Target.Pair(new NodeId(observer), new NodeId(subject), isBoth);
    }

    private String oneOrAll(String text) {
        return text.strip().equals(NodeNameParser.ALL)
                ? NodeNameParser.ALL
                : names.one(text).value();
    }

    private Duration delay() {
        Duration delay = fields.duration("delay", Duration.ZERO, FaultType.MAX_DELAY);
        if (!fields.has("delay")) {
            fields.problem("delay is missing; say how much, for example \"delay\":\"300ms\"");
        }
        return delay == null ? Duration.ZERO : delay;
    }

    private Duration jitter() {
        Duration jitter = fields.duration("jitter", Duration.ZERO, FaultType.MAX_DELAY);
        return jitter == null ? Duration.ZERO : jitter;
    }

    private double share() {
        Double share = fields.share("share");
        if (!fields.has("share")) {
            fields.problem("share is missing; say which share of the requests is lost, for example \"share\":0.3");
        }
        return share == null ? 1 : share;
    }

    private Duration ahead() {
        Duration ahead = fields.duration("ahead", MIN_DURATION, FaultType.MAX_SKEW);
        Duration behind = fields.duration("behind", MIN_DURATION, FaultType.MAX_SKEW);
        if (fields.has("ahead") == fields.has("behind")) {
            fields.problem("say one of \"ahead\" and \"behind\", for example \"ahead\":\"30s\"");
        }
        return ahead != null ? ahead : behind != null ? behind.negated() : Duration.ZERO;
    }
}

package dev.telltale.scenario;

import dev.telltale.model.Effect;
import dev.telltale.model.Link;
import dev.telltale.model.NodeId;
import dev.telltale.model.Page;
import dev.telltale.model.Quoted;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one step: when, what, to whom and for how long. */
final class StepReader {
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final String FAULTS =
            "cut, delay, drop, split, isolate, halves, bridge, majorities_ring, stall, slow, error, gray, skew";

    private final Fields fields;
    private final Names names;
    private final Duration end;
    private final List<@Nullable Step> before;

    /**
     * Of one step.
     *
     * @param before the steps so far; null for one that could not be read
     */
    StepReader(Fields fields, Names names, Duration end, List<@Nullable Step> before) {
        this.fields = fields;
        this.names = names;
        this.end = end;
        this.before = before;
    }

    /** Null where something is wrong, which is noted. */
    @Nullable
    Step read() {
        Duration at = fields.duration("at", Duration.ZERO, end);
        if (!fields.has("at")) {
            fields.problem("at is missing; say when, for example \"at\":\"2s\"");
        }
        Act act = act();
        Duration lasting = fields.duration("for", MILLI, end);
        if (act != null) {
            // Which keys belong here depends on what is done.
            fields.end();
        }
        if (at == null || act == null) {
            return null;
        }
        check(at, act, lasting);
        return new Step(at, act, lasting);
    }

    private void check(Duration at, Act act, @Nullable Duration lasting) {
        Step last = before.isEmpty() ? null : before.get(before.size() - 1);
        if (last != null && last.at().compareTo(at) > 0) {
            fields.problem("at", "this is before the step above it; put the steps in the order of their times");
        }
        if (lasting != null && !act.isUndoable()) {
            fields.problem("for", "nothing undoes this step; leave \"for\" out");
        } else if (lasting != null && at.plus(lasting).compareTo(end) > 0) {
            fields.problem("for", "this lasts beyond the end of the scenario; make \"end\" later or \"for\" shorter");
        }
    }

    private @Nullable Act act() {
        if (fields.has("do") == fields.has("fault")) {
            String what = fields.has("do") ? "has both \"do\" and \"fault\"" : "has neither \"do\" nor \"fault\"";
            fields.problem("this step " + what
                    + "; write one, such as \"do\":\"kill\" or \"fault\":\"cut\"; its keys are " + fields.keys());
            fields.text("do", text -> text);
            fields.text("fault", text -> text);
            return null;
        }
        return fields.has("do") ? deed() : fault();
    }

    private @Nullable Act deed() {
        String word = fields.text("do", text -> text);
        if (word == null) {
            return null;
        } else if (word.equals("heal")) {
            Integer step = fields.whole("step", 1, Scenario.MAX_STEPS);
            if (step != null && !isFault(step)) {
                fields.problem("step", "found " + step + "; name a step above this one that breaks something");
                return null;
            }
            return new Act.Heal(step == null ? 0 : step);
        }
        Act.Verb verb = Act.Verb.ofWord(word).orElse(null);
        if (verb == null) {
            String hint = List.of(FAULTS.split(", ", -1)).contains(word)
                    ? "write \"fault\":\"" + word + "\""
                    : "the deeds are " + Act.deeds();
            fields.problem("do", "found " + Quoted.of(word) + "; " + hint);
            return null;
        }
        List<NodeId> nodes = required("node", fields.text("node", names::some));
        return nodes == null ? null : new Act.OnProcesses(verb, nodes);
    }

    private boolean isFault(int step) {
        if (step > before.size()) {
            return false;
        }
        Step named = before.get(step - 1);
        // One that could not be read is complained of already.
        return named == null || named.act() instanceof Act.Breaks;
    }

    private <T> @Nullable T required(String key, @Nullable T value) {
        if (value == null && !fields.has(key)) {
            fields.problem(key + " is missing; say to whom, for example \"" + key + "\":\"node1\"");
        }
        return value;
    }

    private @Nullable Act fault() {
        String word = fields.text("fault", text -> text);
        if (word == null) {
            return null;
        }
        try {
            return switch (word) {
                case "cut" -> onLinks(links(), new Effect.Cut(anyLink()));
                case "delay" -> onLinks(links(), new Effect.Delay(anyLink(), delay(), jitter()));
                case "drop" -> onLinks(links(), new Effect.Drop(anyLink(), share()));
                case "split" -> onLinks(groups(), new Effect.Cut(anyLink()));
                case "halves" -> onLinks(new Target.Halves(), new Effect.Cut(anyLink()));
                case "majorities_ring" -> onLinks(new Target.MajoritiesRing(), new Effect.Cut(anyLink()));
                case "isolate", "bridge", "stall", "slow", "error", "gray", "skew" -> ofNode(word);
                default -> {
                    String hint = word.equals("heal") || Act.Verb.ofWord(word).isPresent()
                            ? "write \"do\":\"" + word + "\""
                            : "the faults are " + FAULTS;
                    fields.problem("fault", "found " + Quoted.of(word) + "; " + hint);
                    yield null;
                }
            };
        } catch (IllegalArgumentException e) {
            fields.problem("fault", String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** A stand-in, until the target says which. */
    private Set<Link> anyLink() {
        return Set.of(new Link(names.nodes().get(0), names.nodes().get(1)));
    }

    private @Nullable Act ofNode(String word) {
        NodeId node = required("node", fields.text("node", names::one));
        // Some node, so that what else is wrong is told too.
        NodeId named = node == null ? names.nodes().get(0) : node;
        Act act = switch (word) {
            case "isolate" -> onLinks(new Target.Isolate(named), new Effect.Cut(anyLink()));
            case "bridge" -> onLinks(new Target.Bridge(named), new Effect.Cut(anyLink()));
            case "stall" -> new Act.OnNode(new Effect.Stall(named));
            case "slow" -> new Act.OnNode(new Effect.Slow(named, delay(), jitter()));
            case "error" -> new Act.OnNode(new Effect.Fail(named, fields.flag("garbage")));
            case "gray" -> {
                Page page = required("page", fields.text("page", StepReader::page));
                yield page == null ? null : new Act.OnNode(new Effect.Gray(named, page));
            }
            default -> new Act.OnNode(new Effect.Skew(named, ahead()));
        };
        return node == null ? null : act;
    }

    private static Page page(String word) {
        return Page.ofWord(word)
                .orElseThrow(() ->
                        new IllegalArgumentException("found " + Quoted.of(word) + "; the page is " + Page.words()));
    }

    private @Nullable Act onLinks(@Nullable Target target, Effect.OnLinks effect) {
        if (target == null) {
            return null;
        }
        Set<Link> links = target.links(names.nodes());
        if (links.isEmpty()) {
            throw new IllegalArgumentException(
                    "among " + names.nodes().size() + " nodes this breaks no link; use more");
        }
        return new Act.OnLinks(target, effect.on(links));
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
        boolean isEach = observer.equals(Names.ALL) || subject.equals(Names.ALL);
        if (observer.equals(subject)) {
            fields.problem("subject", "found " + subject + " at both ends; a link has two different ends");
            return null;
        } else if (isEach && isBoth) {
            fields.problem("both", "to break all links of a node both ways write \"fault\":\"isolate\",\"node\":...");
            return null;
        } else if (observer.equals(Names.ALL)) {
            return new Target.Column(new NodeId(subject));
        } else if (subject.equals(Names.ALL)) {
            return new Target.Row(new NodeId(observer));
        }
        return new Target.Pair(new NodeId(observer), new NodeId(subject), isBoth);
    }

    private String oneOrAll(String text) {
        return text.strip().equals(Names.ALL) ? Names.ALL : names.one(text).value();
    }

    private Duration delay() {
        Duration delay = fields.duration("delay", Duration.ZERO, Effect.MAX_DELAY);
        if (!fields.has("delay")) {
            fields.problem("delay is missing; say how much, for example \"delay\":\"300ms\"");
        }
        return delay == null ? Duration.ZERO : delay;
    }

    private Duration jitter() {
        Duration jitter = fields.duration("jitter", Duration.ZERO, Effect.MAX_DELAY);
        return jitter == null ? Duration.ZERO : jitter;
    }

    private double share() {
        Double share = fields.share("share");
        if (!fields.has("share")) {
            fields.problem("share is missing; say how many of the questions are lost, for example \"share\":0.3");
        }
        return share == null ? 1 : share;
    }

    private Duration ahead() {
        Duration ahead = fields.duration("ahead", MILLI, Effect.MAX_SKEW);
        Duration behind = fields.duration("behind", MILLI, Effect.MAX_SKEW);
        if (fields.has("ahead") == fields.has("behind")) {
            fields.problem("say one of \"ahead\" and \"behind\", for example \"ahead\":\"30s\"");
        }
        return ahead != null ? ahead : behind != null ? behind.negated() : Duration.ZERO;
    }
}

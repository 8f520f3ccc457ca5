package dev.telltale.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.telltale.fault.Endpoint;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.NodeFault;
import dev.telltale.model.NodeId;
import dev.telltale.text.SafeText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the fields of a fault in any order and builds the fault; each error is one sentence. */
final class FaultDraft {
    private @Nullable String id;
    private @Nullable String author;
    private @Nullable Instant since;
    private @Nullable Long lease;
    private @Nullable String kind;
    private @Nullable String node;
    private @Nullable Long delay;
    private @Nullable Long jitter;
    private @Nullable Double share;
    private @Nullable String answer;
    private @Nullable String broken;
    private @Nullable Long ahead;
    private final Set<Link> links = new LinkedHashSet<>();

    void field(String name, JsonParser json) throws IOException, WireException {
        switch (name) {
            case "id" -> id = Json.text(name, json);
            case "author" -> author = Json.text(name, json);
            case "since" -> since = Instants.read(name, json);
            case "lease_ms" -> lease = Json.integer(name, json);
            case "kind" -> kind = Json.text(name, json);
            case "node" -> node = Json.text(name, json);
            case "delay_ms" -> delay = Json.integer(name, json);
            case "jitter_ms" -> jitter = Json.integer(name, json);
            case "share" -> share = Json.number(name, json);
            case "answer" -> answer = Json.text(name, json);
            case "broken" -> broken = Json.text(name, json);
            case "ahead_ms" -> ahead = Json.integer(name, json);
            case "links" -> links(json);
            default -> throw new WireException("unknown key " + SafeText.of(name));
        }
    }

    private void links(JsonParser json) throws IOException, WireException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw Json.wrong("links", "a list", json);
        }
        while (json.nextToken() == JsonToken.START_ARRAY) {
            json.nextToken();
            NodeId observer = Json.nodeId("the observer of a link", Json.text("a link", json));
            json.nextToken();
            NodeId subject = Json.nodeId("the subject of a link", Json.text("a link", json));
            if (json.nextToken() != JsonToken.END_ARRAY) {
                throw new WireException("a link is two ids, [\"node1\",\"node2\"]");
            }
            links.add(made(() -> new Link(observer, subject)));
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
            throw new WireException("a link is two ids, [\"node1\",\"node2\"]");
        }
    }

    Fault fault(Instant now) throws WireException {
        String fullId = required("id", id);
        String by = required("author", author);
        long leaseMillis = required("lease_ms", lease);
        FaultType effect = effect(required("kind", kind));
        return made(() -> new Fault(
                new FaultId(fullId), by, effect, since == null ? now : since, Duration.ofMillis(leaseMillis)));
    }

    private FaultType effect(String word) throws WireException {
        return switch (word) {
            case "cut" -> made(() -> new LinkFault.Cut(links));
            case "delay" -> {
                Duration time = millis("delay_ms", delay);
                yield made(() -> new LinkFault.Delay(links, time, orNone(jitter)));
            }
            case "drop" -> {
                double of = required("share", share);
                yield made(() -> new LinkFault.Drop(links, of));
            }
            case "stall" -> new NodeFault.Stall(node());
            case "slow" -> {
                Duration time = millis("delay_ms", delay);
                NodeId slow = node();
                yield made(() -> new NodeFault.Slow(slow, time, orNone(jitter)));
            }
            case "error" -> new NodeFault.Fail(node(), isGarbage());
            case "gray" -> new NodeFault.Gray(node(), endpoint());
            case "skew" -> {
                Duration by = millis("ahead_ms", ahead);
                NodeId skewed = node();
                yield made(() -> new NodeFault.Skew(skewed, by));
            }
            default ->
                throw new WireException(
                        "unknown kind " + SafeText.of(word) + "; the kinds are " + String.join(", ", FaultType.WORDS));
        };
    }

    private NodeId node() throws WireException {
        return Json.nodeId("node", node);
    }

    private boolean isGarbage() throws WireException {
        String word = answer == null ? "500" : answer;
        if (!word.equals("500") && !word.equals("garbage")) {
            throw new WireException("answer is 500 or garbage, found " + SafeText.of(word));
        }
        return word.equals("garbage");
    }

    private Endpoint endpoint() throws WireException {
        String word = required("broken", broken);
        return Endpoint.parse(word)
                .orElseThrow(() -> new WireException("broken is " + Endpoint.words() + ", found " + SafeText.of(word)));
    }

    private static Duration millis(String name, @Nullable Long millis) throws WireException {
        return Duration.ofMillis(required(name, millis));
    }

    private static Duration orNone(@Nullable Long millis) {
        return millis == null ? Duration.ZERO : Duration.ofMillis(millis);
    }

    private static <T> T required(String name, @Nullable T value) throws WireException {
        if (value == null) {
            throw new WireException(name + " is missing");
        }
        return value;
    }

    @FunctionalInterface
    private interface Maker<T> {
        T make();
    }

    /** Turns the message of a failed validation into a {@link WireException}. */
    private static <T> T made(Maker<T> maker) throws WireException {
        try {
            return maker.make();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new WireException(String.valueOf(e.getMessage()));
        }
    }
}

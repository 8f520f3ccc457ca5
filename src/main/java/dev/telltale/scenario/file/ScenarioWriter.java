package dev.telltale.scenario.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.telltale.config.DetectionKeys;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;
import dev.telltale.scenario.Action;
import dev.telltale.scenario.Expectation;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.Step;
import dev.telltale.scenario.Target;
import dev.telltale.scenario.TextLists;
import dev.telltale.text.Durations;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a scenario as a file that reads back as the same; durations are whole milliseconds. */
public final class ScenarioWriter {
    private final JsonGenerator json;

    private ScenarioWriter(JsonGenerator json) {
        this.json = json;
    }

    public static String write(Scenario scenario) {
        var text = new StringWriter();
        var printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(printer);
            new ScenarioWriter(json).scenario(scenario);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + System.lineSeparator();
    }

    private void scenario(Scenario scenario) throws IOException {
        json.writeStartObject();
        text("name", scenario.name());
        text("title", scenario.title());
        text("teaches", scenario.teaches());
        json.writeNumberField("nodes", scenario.nodes());
        json.writeObjectFieldStart("settings");
        time("heartbeat_interval", scenario.heartbeat().interval());
        time("heartbeat_timeout", scenario.heartbeat().timeout());
        detection(scenario.detection());
        json.writeEndObject();
        json.writeArrayFieldStart("steps");
        for (Step step : scenario.steps()) {
            json.writeStartObject();
            time("at", step.at());
            act(step.act());
            if (step.lasting() != null) {
                time("for", step.lasting());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("expect");
        for (Expectation expectation : scenario.expectations()) {
            json.writeStartObject();
            expectation(expectation);
            json.writeEndObject();
        }
        json.writeEndArray();
        time("end", scenario.end());
        json.writeEndObject();
    }

    private void detection(DetectionSettings detection) throws IOException {
        text(DetectionKeys.DETECTOR, detection.deciding().word());
        for (String word : DetectionKeys.differences(detection)) {
            int equals = word.indexOf('=');
            text(word.substring(0, equals), word.substring(equals + 1));
        }
    }

    private void act(Action act) throws IOException {
        if (act instanceof Action.OnProcesses deed) {
            text("do", deed.verb().word());
            text("node", TextLists.list(deed.nodes()));
        } else if (act instanceof Action.Heal heal) {
            text("do", "heal");
            if (heal.step() > 0) {
                json.writeNumberField("step", heal.step());
            }
        } else if (act instanceof Action.OnNode fault) {
            text("fault", fault.effect().word());
            text("node", fault.effect().node().value());
            onNode(fault.effect());
        } else {
            onLinks((Action.OnLinks) act);
        }
    }

    private void onNode(FaultType.OnNode effect) throws IOException {
        if (effect instanceof FaultType.Slow slow) {
            span(slow.delay(), slow.jitter());
        } else if (effect instanceof FaultType.Fail fail && fail.isGarbage()) {
            json.writeBooleanField("garbage", true);
        } else if (effect instanceof FaultType.Gray gray) {
            text("page", gray.broken().word());
        } else if (effect instanceof FaultType.Skew skew) {
            time(skew.ahead().isNegative() ? "behind" : "ahead", skew.ahead().abs());
        }
    }

    private void onLinks(Action.OnLinks fault) throws IOException {
        Target target = fault.target();
        if (target.isPartition() && !(target instanceof Target.Split)) {
            partition(target);
            return;
        }
        text(
                "fault",
                target instanceof Target.Split && fault.effect() instanceof FaultType.Cut
                        ? "split"
                        : fault.effect().word());
        if (target instanceof Target.Split split) {
            text("groups", split.line());
        } else if (target instanceof Target.Row row) {
            ends(row.observer().value(), NodeNameParser.ALL);
        } else if (target instanceof Target.Column column) {
            ends(NodeNameParser.ALL, column.subject().value());
        } else if (target instanceof Target.Pair pair) {
            ends(pair.observer().value(), pair.subject().value());
            if (pair.isBoth()) {
                json.writeBooleanField("both", true);
            }
        }
        if (fault.effect() instanceof FaultType.Delay delay) {
            span(delay.delay(), delay.jitter());
        } else if (fault.effect() instanceof FaultType.Drop drop) {
            json.writeNumberField("share", drop.share());
        }
    }

    private void partition(Target target) throws IOException {
        if (target instanceof Target.Isolate isolate) {
            text("fault", "isolate");
            text("node", isolate.node().value());
        } else if (target instanceof Target.Bridge bridge) {
            text("fault", "bridge");
            text("node", bridge.node().value());
        } else {
            text("fault", target instanceof Target.Halves ? "halves" : "majorities_ring");
        }
    }

    private void ends(String observer, String subject) throws IOException {
        text("observer", observer);
        text("subject", subject);
    }

    private void span(Duration delay, Duration jitter) throws IOException {
        time("delay", delay);
        if (!jitter.isZero()) {
            time("jitter", jitter);
        }
    }

    private void expectation(Expectation expectation) throws IOException {
        if (expectation instanceof Expectation.Holds holds) {
            text("status", holds.status().word());
            text("subject", holds.subject().value());
            nodes("observers", holds.observers());
            text("after", holds.after().text());
            if (!holds.notBefore().isZero()) {
                time("not_before", holds.notBefore());
            }
            time("within", holds.within());
            detector(holds.detector());
        } else if (expectation instanceof Expectation.Never never) {
            never(never);
        } else if (expectation instanceof Expectation.Says says) {
            text("diagnosis", says.cause());
            text("after", says.after().text());
            time("within", says.within());
        } else if (expectation instanceof Expectation.FalseDiagnoses untruths) {
            json.writeNumberField("false_diagnoses", untruths.most());
        } else {
            Expectation.FalseAlarms alarms = (Expectation.FalseAlarms) expectation;
            json.writeNumberField("false_alarms", alarms.most());
            detector(alarms.detector());
        }
    }

    private void never(Expectation.Never never) throws IOException {
        text("never", never.status().word());
        time("from", never.from());
        time("until", never.until());
        nodes("observers", never.observers());
        nodes("subjects", never.subjects());
        if (!never.except().isEmpty()) {
            text("except", never.except().stream().map(Link::toString).collect(Collectors.joining(", ")));
        }
        detector(never.detector());
    }

    private void nodes(String key, List<NodeId> nodes) throws IOException {
        if (!nodes.isEmpty()) {
            text(key, TextLists.list(nodes));
        }
    }

    private void detector(@Nullable DetectorKind detector) throws IOException {
        if (detector != null) {
            text(DetectionKeys.DETECTOR, detector.word());
        }
    }

    private void text(String key, String text) throws IOException {
        json.writeStringField(key, text);
    }

    private void time(String key, Duration time) throws IOException {
        text(key, Durations.format(time));
    }
}

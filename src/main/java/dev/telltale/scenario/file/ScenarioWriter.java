package dev.telltale.scenario.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.telltale.config.DetectionKeys;
import dev.telltale.fault.Endpoint;
import dev.telltale.fault.FaultSettings;
import dev.telltale.fault.LinkFault;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;
import dev.telltale.scenario.Action;
import dev.telltale.scenario.Expectation;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.Step;
import dev.telltale.scenario.Target;
import dev.telltale.text.Durations;
import dev.telltale.text.NameList;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a scenario as JSON that {@link ScenarioReader} reads as an equal scenario. Durations are whole milliseconds.
 */
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
        text("teaches", scenario.description());
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
            action(step.action());
            if (step.duration() != null) {
                time("for", step.duration());
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

    private void action(Action action) throws IOException {
        if (action instanceof Action.OnProcesses processes) {
            text("do", processes.verb().word());
            text("node", NameList.of(processes.nodes()));
        } else if (action instanceof Action.Heal heal) {
            text("do", "heal");
            if (heal.step() > 0) {
                json.writeNumberField("step", heal.step());
            }
        } else if (action instanceof Action.OnNode fault) {
            text("fault", fault.effect().word());
            text("node", fault.effect().node().value());
            fault.effect().writeTo(new Settings());
        } else {
            onLinks((Action.OnLinks) action);
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
                target instanceof Target.Split && fault.effect() instanceof LinkFault.Cut
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
        fault.effect().writeTo(new Settings());
    }

    private final class Settings implements FaultSettings<IOException> {
        @Override
        public void delay(Duration delay, Duration jitter) throws IOException {
            span(delay, jitter);
        }

        @Override
        public void share(double share) throws IOException {
            json.writeNumberField("share", share);
        }

        @Override
        public void garbage(boolean isGarbage) throws IOException {
            if (isGarbage) {
                json.writeBooleanField("garbage", true);
            }
        }

        @Override
        public void broken(Endpoint endpoint) throws IOException {
            text("page", endpoint.word());
        }

        @Override
        public void ahead(Duration ahead) throws IOException {
            time(ahead.isNegative() ? "behind" : "ahead", ahead.abs());
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
        if (expectation instanceof Expectation.StatusReached reached) {
            text("status", reached.status().word());
            text("subject", reached.subject().value());
            nodes("observers", reached.observers());
            text("after", reached.after().text());
            if (!reached.notBefore().isZero()) {
                time("not_before", reached.notBefore());
            }
            time("within", reached.within());
            detector(reached.detector());
        } else if (expectation instanceof Expectation.StatusNever never) {
            never(never);
        } else if (expectation instanceof Expectation.DiagnosisShows shows) {
            text("diagnosis", shows.cause());
            text("after", shows.after().text());
            time("within", shows.within());
        } else if (expectation instanceof Expectation.FalseDiagnoses diagnoses) {
            json.writeNumberField("false_diagnoses", diagnoses.max());
        } else {
            Expectation.FalseAlarms alarms = (Expectation.FalseAlarms) expectation;
            json.writeNumberField("false_alarms", alarms.max());
            detector(alarms.detector());
        }
    }

    private void never(Expectation.StatusNever never) throws IOException {
        text("never", never.status().word());
        time("from", never.from());
        time("until", never.until());
        nodes("observers", never.observers());
        nodes("subjects", never.subjects());
        if (!never.except().isEmpty()) {
            text("except", NameList.of(never.except()));
        }
        detector(never.detector());
    }

    private void nodes(String key, List<NodeId> nodes) throws IOException {
        if (!nodes.isEmpty()) {
            text(key, NameList.of(nodes));
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

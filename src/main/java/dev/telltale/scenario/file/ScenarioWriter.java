package dev.telltale.scenario.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telltale.config.DetectionKeys;
import dev.telltale.fault.Endpoint;
import dev.telltale.fault.FaultSettings;
import dev.telltale.fault.Link;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;
import dev.telltale.scenario.Action;
import dev.telltale.scenario.Expectation;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.Step;
import dev.telltale.text.Durations;
import dev.telltale.text.NameList;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a scenario as JSON that {@link ScenarioReader} reads as an equal scenario. Durations are whole milliseconds.
 */
public final class ScenarioWriter implements Action.Cases<ObjectNode>, Expectation.Cases<ObjectNode> {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectNode json;

    private ScenarioWriter(ObjectNode json) {
        this.json = json;
    }

    public static String write(Scenario scenario) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("name", scenario.name());
        json.put("title", scenario.title());
        json.put("description", scenario.description());
        if (scenario.order() > 0) {
            json.put("order", scenario.order());
        }
        json.put("nodes", scenario.nodes());
        ObjectNode settings = json.putObject("settings");
        settings.put("heartbeat_interval", Durations.format(scenario.heartbeat().interval()));
        settings.put("heartbeat_timeout", Durations.format(scenario.heartbeat().timeout()));
        settings.put(DetectionKeys.DETECTOR, scenario.detection().deciding().id());
        for (String setting : DetectionKeys.differences(scenario.detection())) {
            int equals = setting.indexOf('=');
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        var steps = json.putArray("steps");
        scenario.steps().forEach(step -> writeStep(step, steps.addObject()));
        var expectations = json.putArray("expect");
        scenario.expectations().forEach(one -> one.match(new ScenarioWriter(expectations.addObject())));
        json.put("end", Durations.format(scenario.end()));
        var printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        try {
            return MAPPER.writer(printer).writeValueAsString(json) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeStep(Step step, ObjectNode json) {
        json.put("at", Durations.format(step.at()));
        step.action().match(new ScenarioWriter(json));
        if (step.duration() != null) {
            json.put("for", Durations.format(step.duration()));
        }
    }

    @Override
    public ObjectNode processes(Action.OnProcesses processes) {
        return json.put("do", processes.verb().id()).put("node", NameList.of(processes.nodes()));
    }

    @Override
    public ObjectNode heal(Action.Heal heal) {
        json.put("do", "heal");
        return heal.step() == 0 ? json : json.put("step", heal.step());
    }

    @Override
    public ObjectNode fault(Action.InjectsFault fault) {
        json.put("fault", fault.id());
        new TreeMap<>(fault.targetKeys()).forEach((key, value) -> json.set(key, MAPPER.valueToTree(value)));
        fault.effect().writeTo(new FaultSettings<RuntimeException>() {
            @Override
            public void delay(Duration delay, Duration jitter) {
                json.put("delay", Durations.format(delay));
                if (!jitter.isZero()) {
                    json.put("jitter", Durations.format(jitter));
                }
            }

            @Override
            public void share(double share) {
                json.put("share", share);
            }

            @Override
            public void garbage(boolean isGarbage) {
                if (isGarbage) {
                    json.put("garbage", true);
                }
            }

            @Override
            public void broken(Endpoint endpoint) {
                json.put("page", endpoint.id());
            }

            @Override
            public void ahead(Duration ahead) {
                json.put(ahead.isNegative() ? "behind" : "ahead", Durations.format(ahead.abs()));
            }
        });
        return json;
    }

    @Override
    public ObjectNode statusReached(Expectation.StatusReached reached) {
        json.put("status", reached.status().id());
        json.put("subject", reached.subject().value());
        nodes("observers", reached.observers());
        json.put("after", reached.after().text());
        if (!reached.notBefore().isZero()) {
            json.put("not_before", Durations.format(reached.notBefore()));
        }
        json.put("within", Durations.format(reached.within()));
        return detector(reached.detector());
    }

    @Override
    public ObjectNode statusNever(Expectation.StatusNever never) {
        json.put("never", never.status().id());
        json.put("from", Durations.format(never.from()));
        json.put("until", Durations.format(never.until()));
        nodes("observers", never.observers());
        nodes("subjects", never.subjects());
        if (!never.except().isEmpty()) {
            json.put("except", never.except().stream().map(Link::toString).collect(Collectors.joining(", ")));
        }
        return detector(never.detector());
    }

    @Override
    public ObjectNode diagnosisShows(Expectation.DiagnosisShows shows) {
        return json.put("diagnosis", shows.cause())
                .put("after", shows.after().text())
                .put("within", Durations.format(shows.within()));
    }

    @Override
    public ObjectNode falseAlarms(Expectation.FalseAlarms alarms) {
        json.put("false_alarms", alarms.max());
        return detector(alarms.detector());
    }

    @Override
    public ObjectNode falseDiagnoses(Expectation.FalseDiagnoses diagnoses) {
        return json.put("false_diagnoses", diagnoses.max());
    }

    private void nodes(String key, List<NodeId> nodes) {
        if (!nodes.isEmpty()) {
            json.put(key, NameList.of(nodes));
        }
    }

    private ObjectNode detector(@Nullable DetectorKind detector) {
        return detector == null ? json : json.put(DetectionKeys.DETECTOR, detector.id());
    }
}

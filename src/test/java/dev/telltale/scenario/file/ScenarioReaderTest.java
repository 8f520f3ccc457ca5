package dev.telltale.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.telltale.fault.Endpoint;
import dev.telltale.fault.NodeFault;
import dev.telltale.model.NodeId;
import dev.telltale.scenario.Action;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.ScenarioException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioReaderTest {

    @Test
    void aCompleteScenarioIsRead() throws Exception {
        Scenario scenario = read("""
                # comments are allowed
                {"name":"all","title":"All","description":"everything","order":7,"nodes":4,
                 "settings":{"heartbeat_interval":"200ms","heartbeat_timeout":"1s","detector":"swim","indirect_probes":2},
                 "steps":[
                  {"at":"1s","do":"kill","node":"node1, node2","for":"2s"},
                  {"at":"1s","fault":"cut","observer":"all","subject":"node3"},
                  {"at":"2s","fault":"gray","node":"node4","page":"status"},
                  {"at":"3s","do":"heal","step":2}],
                 "expect":[
                  {"status":"down","subject":"node1","after":"end of step 1","within":"1200ms","observers":"node3"},
                  {"never":"down","except":"all to node3, node1 to node2","from":"2s"},
                  {"diagnosis":"partition node3/node2,node1","after":"start","within":"1s"},
                  {"false_alarms":0,"detector":"phi"}],
                 "end":"10s"}
                """);

        assertThat(scenario.steps().get(0).words()).isEqualTo("at 1 s: kill node1, node2, for 2 s");
        assertThat(scenario.steps().get(1).words()).isEqualTo("at 1 s: cut all to node3");
        assertThat(scenario.steps().get(2).action())
                .isEqualTo(new Action.OnNode(new NodeFault.Gray(new NodeId("node4"), Endpoint.STATUS)));
        assertThat(scenario.steps().get(3).action()).isEqualTo(new Action.Heal(2));
        assertThat(scenario.order()).isEqualTo(7);
        assertThat(scenario.sizeInWords()).isEqualTo("4 nodes · 200 ms / 1 s · 10 s");
        assertThat(scenario.detection().indirectProbes()).isEqualTo(2);
        assertThat(scenario.heartbeat().timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(scenario.expectations().stream().map(expectation -> expectation.words(scenario)))
                .containsExactly(
                        "node3 reports node1 down within 1.2 s from the end of \"kill node1, node2\"",
                        "no observer reports any node down from 2 s to 10 s, except node1 to node3, node2 to node3, node4 to node3,"
                                + " node1 to node2",
                        "the diagnosis shows partition node1, node2 / node3 within 1 s from the start",
                        "no false alarm under phi in 10 s");
    }

    static Stream<Arguments> stepsThatAreWrong() {
        return Stream.of(
                Arguments.of(
                        "{'at':'1s'}",
                        "steps[1]: this step has neither \"do\" nor \"fault\"; write one, such as"
                                + " \"do\":\"kill\" or \"fault\":\"cut\"; its keys are at"),
                Arguments.of(
                        "{'at':'1s','fualt':'cut','node':'node1'}",
                        "steps[1]: this step has neither \"do\" nor \"fault\"; write one, such as"
                                + " \"do\":\"kill\" or \"fault\":\"cut\"; its keys are at, fualt, node"),
                Arguments.of(
                        "{'at':'1s','do':'cut','node':'node1'}", "steps[1].do: found \"cut\"; write \"fault\":\"cut\""),
                Arguments.of(
                        "{'at':'1s','fault':'kill','node':'node1'}",
                        "steps[1].fault: found \"kill\"; write \"do\":\"kill\""),
                Arguments.of(
                        "{'at':'1s','do':'explode','node':'node1'}",
                        "steps[1].do: found \"explode\"; the actions are kill, stop, start, restart, pause, resume, heal"),
                Arguments.of(
                        "{'at':'1s','do':'kill','node':'node9'}",
                        "steps[1].node: found \"node9\"; the nodes are node1 to node3"),
                Arguments.of(
                        "{'at':'1s','do':'kill'}",
                        "steps[1]: node is missing; name the target, for example \"node\":\"node1\""),
                Arguments.of(
                        "{'do':'kill','node':'node1'}", "steps[1]: at is missing; say when, for example \"at\":\"2s\""),
                Arguments.of("{'at':'11s','do':'kill','node':'node1'}", "steps[1].at: found 11s; use 0ms to 10s"),
                Arguments.of(
                        "{'at':2,'do':'kill','node':'node1'}", "steps[1].at: found 2; this key takes a text in quotes"),
                Arguments.of(
                        "{'at':'1s','do':'start','node':'node1','for':'2s'}",
                        "steps[1].for: nothing undoes this step; leave \"for\" out"),
                Arguments.of(
                        "{'at':'9s','do':'kill','node':'node1','for':'2s'}",
                        "steps[1].for: this lasts beyond the end of the scenario; make \"end\" later or \"for\" shorter"),
                Arguments.of(
                        "{'at':'1s','fault':'cut','observer':'node1','subject':'node1'}",
                        "steps[1].subject: found node1 at both ends; a link has two different ends"),
                Arguments.of(
                        "{'at':'1s','fault':'split','groups':'node1, node2'}",
                        "steps[1].groups: found one group; write two or more, such as \"node1, node2 / node3\""),
                Arguments.of(
                        "{'at':'1s','fault':'drop','observer':'node1','subject':'node2','share':3}",
                        "steps[1].share: found 3; a share is a number from 0 to 1, for example 0.3"),
                Arguments.of(
                        "{'at':'1s','fault':'majorities_ring'}",
                        "steps[1].fault: in a cluster of 3 nodes this affects no link; use more nodes"),
                Arguments.of(
                        "{'at':'1s','do':'heal','step':1}",
                        "steps[1].step: found 1; name a step above this one that breaks something"),
                Arguments.of(
                        "{'at':'1s','do':'kill','node':'node1','fro':'2s'}",
                        "steps[1].fro: this key is unknown here; the keys here are at, do, node, for"));
    }

    @ParameterizedTest
    @MethodSource("stepsThatAreWrong")
    void anInvalidStepIsReportedWithItsLineAndACorrection(String step, String complaint) {
        assertThat(problems(
                        "{\"name\":\"x\",\"nodes\":3,\"end\":\"10s\",\"steps\":[\n" + step.replace('\'', '"') + "]}"))
                .containsExactly("file, line 2, " + complaint);
    }

    static Stream<Arguments> expectationsThatAreWrong() {
        return Stream.of(
                Arguments.of(
                        "{'within':'1s'}",
                        "expect[1]: this expects nothing; write one of status, never, diagnosis, false_alarms,"
                                + " false_diagnoses"),
                Arguments.of(
                        "{'status':'dead','subject':'node2','within':'1s','after':'step 1'}",
                        "expect[1].status: found \"dead\"; a status is up, suspect, down or unknown"),
                Arguments.of(
                        "{'status':'down','subject':'node2','within':'1s'}",
                        "expect[1]: after is missing, and there are 2 steps; say which, for example \"after\":\"step 1\""
                                + " or \"after\":\"end of step 1\""),
                Arguments.of(
                        "{'status':'down','subject':'node2','within':'1s','after':'step 3'}",
                        "expect[1].after: found \"step 3\"; use \"start\", \"step 1\" to \"step 2\", or"
                                + " \"end of step 1\""),
                Arguments.of(
                        "{'status':'down','subject':'node2','within':'1s','after':'end of step 2'}",
                        "expect[1].after: found \"end of step 2\", but step 2 has no \"for\" and so no end; name the step"
                                + " that undoes it"),
                Arguments.of(
                        "{'status':'down','subject':'node2','within':'9s','after':'step 2'}",
                        "expect[1].within: this reaches to 13s, beyond the end (10s); make \"end\" later"),
                Arguments.of(
                        "{'status':'down','subject':'node2','observers':'node2','within':'1s','after':'step 1'}",
                        "expect[1].observers: found node2, the subject; no node watches itself"),
                Arguments.of(
                        "{'never':'down','except':'node1'}",
                        "expect[1].except: found \"node1\"; write \"node1 to node3\" or \"all to node3\""),
                Arguments.of(
                        "{'diagnosis':'dead node2','within':'1s','after':'step 1'}",
                        "expect[1].diagnosis: found \"dead node2\"; a diagnosis is \"all well\", \"overload\","
                                + " \"one-way link node1 to node3\", \"broken link node1 and node3\","
                                + " \"partition node1, node2 / node3\", or one of these with a node behind it: crash of,"
                                + " goodbye of, absent, hung, errors of, isolated, mute, deaf, sick observer, gray status of,"
                                + " restart of, skewed clock of"),
                Arguments.of(
                        "{'false_alarms':-1}",
                        "expect[1].false_alarms: found -1; this key takes a whole number from 0 to 1000000"));
    }

    @ParameterizedTest
    @MethodSource("expectationsThatAreWrong")
    void anInvalidExpectationIsReportedWithItsLineAndACorrection(String expectation, String complaint) {
        String steps = "[{\"at\":\"2s\",\"do\":\"kill\",\"node\":\"node2\",\"for\":\"1s\"},"
                + "{\"at\":\"4s\",\"do\":\"kill\",\"node\":\"node2\"}]";
        assertThat(problems("{\"name\":\"x\",\"nodes\":3,\"end\":\"10s\",\"steps\":" + steps + ",\"expect\":[\n"
                        + expectation.replace('\'', '"') + "]}"))
                .containsExactly("file, line 2, " + complaint);
    }

    @Test
    void allScenarioErrorsAreReportedAtOnce() {
        assertThat(problems("""
                {"nodes":1,
                 "settings":{"heartbeat_interval":"2s","heartbeat_timeout":"1s"},
                 "steps":[{"at":"2s","do":"kill","node":"node1"},
                          {"at":"1s","do":"kill","node":"node1"}],
                 "colour":"red"}
                """))
                .containsExactly(
                        "file, line 1: name is missing; add \"name\":\"one-way-cut\"",
                        "file, line 1, nodes: found 1; this key takes a whole number from 2 to 30",
                        "file, line 1: end is missing; add \"end\":\"10s\"",
                        "file, line 2, settings.heartbeat_timeout: found 1s; use more than heartbeat_interval (2s), for"
                                + " example 5s",
                        "file, line 4, steps[2].at: this is before the step above it; put the steps in the order of their"
                                + " times",
                        "file, line 5, colour: this key is unknown here; the keys here are name, title, description, order, nodes,"
                                + " end, settings, steps, expect");
    }

    @Test
    void aFormerKeyNameIsReportedWithThePresentOne() {
        assertThat(problems("{\"name\":\"x\",\"nodes\":3,\"end\":\"5s\",\n\"teaches\":\"much\"}"))
                .containsExactly("file, line 2, teaches: 'teaches' is now 'description'; rename the key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "\"first\""})
    void anInvalidOrderIsReportedWithItsRange(String order) {
        assertThat(problems("{\"name\":\"x\",\"nodes\":3,\"end\":\"5s\",\n\"order\":" + order + "}"))
                .containsExactly(
                        "file, line 2, order: found " + order + "; this key takes a whole number from 1 to 1000");
    }

    @Test
    void nullIsNoValueOfAnyKey() {
        assertThat(problems("""
                {"name":null,"nodes":null,"end":"5s","settings":null,
                 "steps":[null,{"at":null,"do":"kill","node":"node1"},
                  {"at":"1s","fault":"drop","observer":"node1","subject":"node2","share":null}],
                 "expect":null}
                """))
                .containsExactly(
                        "file, line 1, name: found null; this key takes a text in quotes",
                        "file, line 1, nodes: found null; this key takes a whole number from 2 to 30",
                        "file, line 1, settings: found null; it must be an object in braces",
                        "file, line 2, steps[1]: found null; it must be an object in braces",
                        "file, line 2, steps[2].at: found null; this key takes a text in quotes",
                        "file, line 3, steps[3].share: found null; a share is a number from 0 to 1, for example 0.3",
                        "file, line 4, expect: found null; it must be a list in square brackets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u001b[2J", "a\\nb", "a\\u202eb", "\\u0000", "a\\u2028b"})
    void aTextWithControlCharactersIsRejected(String text) {
        for (String key : text.equals("a\\nb") ? List.of("title") : List.of("title", "description")) {
            assertThat(problems("{\"name\":\"x\",\"nodes\":3,\"end\":\"5s\",\"" + key + "\":\"" + text + "\"}"))
                    .singleElement()
                    .asString()
                    .startsWith("file, line 1, " + key + ": found \"")
                    .endsWith("with a line break, control character or mark of text direction at each ?; remove it")
                    .matches("[ -~]*");
        }
    }

    @Test
    void anInvalidScenarioNameIsNotCalledANodeId() {
        assertThat(problems("{\"name\":\"a b\",\"nodes\":3,\"end\":\"5s\"}"))
                .containsExactly(
                        "file, line 1, name: a scenario's name is 1 to 64 letters, digits, dots, underscores or"
                                + " hyphens, found \"a b\"");
    }

    @Test
    void invalidJsonIsReportedWithItsLine() {
        assertThat(problems(""))
                .containsExactly(
                        "file: the file is empty; the smallest scenario is {\"name\":\"quiet\",\"nodes\":3,\"end\":\"5s\"}");
        assertThat(problems("{\"name\":\"a\",\n\"name\":\"b\"}").stream().collect(Collectors.joining()))
                .startsWith("file, line 2, column")
                .endsWith("the key \"name\" occurs twice; keep one");
        assertThat(problems("[]")).contains("file, line 1: found a list; it must be an object in braces");
    }

    private static Scenario read(String text) throws ScenarioException {
        return ScenarioReader.parse("file", text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> problems(String text) {
        return catchThrowableOfType(ScenarioException.class, () -> read(text)).problems();
    }
}

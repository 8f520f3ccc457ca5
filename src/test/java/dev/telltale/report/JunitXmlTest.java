package dev.telltale.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.scenario.run.RunResult;
import dev.telltale.scenario.run.RunResult.ExpectationResult;
import dev.telltale.scenario.run.RunResult.Result;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class JunitXmlTest {
    @Test
    void aRunIsASuiteAndAnExpectationATestCase() {
        Element suites = Xml.parse(
                JunitXml.of(List.of(RunFixture.threeFaults("Crash. And more"), RunFixture.threeFaults("Again"))));

        assertThat(suites.getTagName()).isEqualTo("testsuites");
        assertCounts(suites, "8", "2", "2");
        assertThat(suites.getAttribute("time")).isEqualTo("100.000");
        List<Element> each = Xml.all(suites, "testsuite");
        assertThat(each).extracting(suite -> suite.getAttribute("name")).containsExactly("Crash. And more", "Again");
        Element suite = each.get(0);
        assertCounts(suite, "4", "1", "1");
        assertThat(suite.getAttribute("time")).isEqualTo("50.000");
        assertThat(suite.getAttribute("timestamp")).isEqualTo("2024-02-29T23:59:50");
        assertThat(Xml.all(suite, "property"))
                .extracting(property -> property.getAttribute("name") + "=" + property.getAttribute("value"))
                .contains("heartbeat interval=2s");

        List<Element> cases = Xml.all(suite, "testcase");
        assertThat(cases)
                .extracting(one -> one.getAttribute("time"))
                .containsExactly("8.042", "26.900", "36.500", "0.000");
        assertThat(cases).extracting(one -> one.getAttribute("classname")).containsOnly("telltale.Crash  And more");
        assertThat(cases.get(0).getAttribute("name")).isEqualTo("every live observer reports node2 down within 100 ms");
        assertThat(Xml.texts(Xml.all(cases.get(0), "system-out")))
                .containsExactly("node1 after 42 ms, node3 after 19 ms");
        assertThat(Xml.all(cases.get(0), "failure")).isEmpty();
        assertThat(Xml.all(cases.get(2), "failure")).singleElement().satisfies(failure -> {
            assertThat(failure.getAttribute("message")).startsWith("node2 called node3 down");
            assertThat(failure.getTextContent()).isEqualTo(failure.getAttribute("message"));
        });
        assertThat(Xml.all(cases.get(3), "skipped")).hasSize(1);
    }

    @Test
    void charactersInvalidInXmlAreOmitted() {
        String evil = "a\u0000\u0001\u001b[0m\ud800\uffff<b>&\"'\u202e]]>\ud83d\udd25z";
        var verdicts = List.of(new ExpectationResult(evil, Result.FAILED, evil, null));
        RunResult run = RunFixture.run(
                evil, List.of(), List.of(), verdicts, new GroundTruth(RunFixture.START, RunFixture.at(1), List.of()));

        Element suites = Xml.parse(JunitXml.of(List.of(run)));

        String left = "a[0m<b>&\"']]>\ud83d\udd25z";
        assertThat(Xml.all(suites, "testsuite").get(0).getAttribute("name")).isEqualTo(left);
        assertThat(Xml.all(suites, "testcase").get(0).getAttribute("name")).isEqualTo(left);
        assertThat(Xml.texts(Xml.all(suites, "failure"))).containsExactly(left);
    }

    @Test
    void noRunIsAnEmptyListAndNoExpectationAnEmptySuite() {
        assertCounts(Xml.parse(JunitXml.of(List.of())), "0", "0", "0");
        var truth = new GroundTruth(RunFixture.START, RunFixture.at(1), List.of());
        RunResult run = RunFixture.run("empty", List.of(), List.of(), List.of(), truth);

        assertCounts(Xml.all(Xml.parse(JunitXml.of(List.of(run))), "testsuite").get(0), "0", "0", "0");
        assertThat(run.isPassed()).isTrue();
    }

    private static void assertCounts(Element of, String tests, String failures, String skipped) {
        assertThat(of.getAttribute("tests")).isEqualTo(tests);
        assertThat(of.getAttribute("failures")).isEqualTo(failures);
        assertThat(of.getAttribute("errors")).isEqualTo("0");
        assertThat(of.getAttribute("skipped")).isEqualTo(skipped);
    }
}

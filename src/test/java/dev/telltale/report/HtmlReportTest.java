package dev.telltale.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.qos.DetectorKey;
import dev.telltale.qos.Quality;
import dev.telltale.qos.StatusChange;
import dev.telltale.qos.StatusHistory;
import dev.telltale.scenario.run.RunResult;
import dev.telltale.scenario.run.RunResult.ExpectationResult;
import dev.telltale.scenario.run.RunResult.Fact;
import dev.telltale.scenario.run.RunResult.InjectedFault;
import dev.telltale.scenario.run.RunResult.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class HtmlReportTest {
    private static final String MARKUP =
            "</title><script>alert('x')</script> & \"quoted\" ]]> <!-- \u0000\u001b[31m\u202e";
    private static final String AS_TEXT = "</title><script>alert('x')</script> & \"quoted\" ]]> <!-- [31m";

    @Test
    void theDetectionTimeIsDrawnFromTheFaultToTheDown() throws IOException {
        String html = HtmlReport.of(List.of(RunFixture.threeFaults("Crash, cut and pause")));
        // For a look in a browser.
        Files.writeString(Path.of("target", "report.html"), html);
        Element page = Xml.parse(html);

        Element fault = rect(page, "done", "node1 to node3: cut from +22.000 s to +32.000 s, 10.00 s");
        Element down = rect(page, "down", "node1 about node3: down from +26.900 s to +33.100 s, 6.20 s");
        Element gap = rect(page, "gap", "T_D 4.90 s");
        assertThat(x(gap)).isEqualTo(x(fault));
        assertThat(x(gap) + width(gap)).isEqualTo(x(down), within(0.11));
        assertThat(gap.getAttribute("y")).isEqualTo(down.getAttribute("y"));
        assertThat(width(fault) / width(down)).isEqualTo(10 / 6.2, within(0.01));
    }

    @Test
    void everyElementOfTheReportHasAText() {
        Element page = Xml.parse(HtmlReport.of(List.of(RunFixture.threeFaults("a"))));

        assertThat(Xml.all(page, "rect").stream()
                        .filter(rect -> !rect.getAttribute("class").isEmpty())
                        .toList())
                .isNotEmpty()
                .allSatisfy(rect -> assertThat(rect.getTextContent()).isNotBlank());
        assertThat(Xml.texts(Xml.ofClass(page, "text", "on-down"))).contains("✕ down", "✕");
        assertThat(Xml.texts(Xml.ofClass(page, "text", "on-up"))).contains("● up");
        assertThat(Xml.texts(Xml.ofClass(page, "text", "on-suspect"))).contains("◐");
        assertThat(Xml.texts(Xml.ofClass(page, "text", "figure")))
                .containsExactly("5.50 s", "4.90 s", "42 ms", "19 ms", "4.90 s", "! 1 false alarm");
        assertThat(Xml.texts(Xml.ofClass(page, "td", "result")))
                .containsExactly("✓ passed", "✓ passed", "✕ failed", "– not tried");
        assertThat(Xml.texts(Xml.ofClass(page, "span", "pill"))).containsExactly("✕ 2 of 4 passed");
        assertThat(Xml.texts(Xml.ofClass(page, "rect", "gone")))
                .hasSize(4)
                .allMatch(words -> words.contains("was out of service"));
    }

    @Test
    void theReportNeedsNoExternalResource() {
        String html = HtmlReport.of(List.of(RunFixture.threeFaults("a"), RunFixture.threeFaults("b")));

        assertThat(html).doesNotContain("http:", "https:", "<script", "@import", "src=", "<link");
        assertThat(Xml.all(Xml.parse(html), "a"))
                .extracting(link -> link.getAttribute("href"))
                .containsExactly("#run-1", "#run-2");
        assertThat(Xml.all(Xml.parse(html), "section"))
                .extracting(section -> section.getAttribute("id"))
                .containsExactly("run-1", "run-2");
        assertThat(html).contains("prefers-color-scheme: dark");
        // HTML does not unescape these within a style element.
        assertThat(StyleSheet.of("report.css") + StyleSheet.of("curve.css")).doesNotContain("<", ">", "&");
    }

    @Test
    void markupFromAFileIsEscaped() {
        var done = List.of(InjectedFault.onNode(MARKUP, RunFixture.at(100), null, RunFixture.TWO));
        var verdicts = List.of(new ExpectationResult(MARKUP, Result.FAILED, MARKUP, null));
        RunResult plain = RunFixture.run(
                MARKUP, done, List.of(), verdicts, new GroundTruth(RunFixture.START, RunFixture.at(1_000), List.of()));
        var run = new RunResult(
                new RunResult.About(MARKUP, MARKUP, List.of(new Fact(MARKUP, MARKUP))),
                plain.start(),
                plain.end(),
                plain.nodes(),
                plain.deciding(),
                plain.faults(),
                plain.histories(),
                plain.expectations(),
                plain.quality());

        String html = HtmlReport.of(List.of(run));

        Element page = Xml.parse(html);
        assertThat(html).doesNotContain("<script", "\u0000", "\u001b", "\u202e");
        assertThat(Xml.texts(Xml.all(page, "title"))).contains(AS_TEXT + " - Telltale");
        assertThat(Xml.texts(Xml.all(page, "h1"))).singleElement().asString().startsWith(AS_TEXT);
        assertThat(Xml.texts(Xml.all(page, "td"))).contains(AS_TEXT);
        assertThat(Xml.texts(Xml.all(page, "dt"))).contains(AS_TEXT);
    }

    @Test
    void ofManyLanesOnlyThoseWithADownAreDrawn() {
        List<NodeId> nodes =
                IntStream.range(0, 40).mapToObj(n -> new NodeId("n" + n)).toList();
        List<StatusHistory> histories = new ArrayList<>();
        for (NodeId observer : nodes) {
            for (NodeId subject : nodes) {
                if (!observer.equals(subject)) {
                    String outage = subject.value().equals("n7") ? ", DOWN 400, UP 500" : "";
                    histories.add(RunFixture.history(observer, subject, "UP 10" + outage));
                }
            }
        }

        Element page = Xml.parse(HtmlReport.of(List.of(run(nodes, histories, List.of()))));

        assertThat(Xml.ofClass(page, "text", "figure")).hasSize(39);
        assertThat(Xml.texts(Xml.ofClass(page, "p", "note"))).anyMatch(note -> note.startsWith("1521 more lanes"));
    }

    @Test
    void thousandsOfFlapsAreDrawnOncePerPixel() {
        List<StatusChange> changes = IntStream.range(0, 100_000)
                .mapToObj(i ->
                        new StatusChange(RunFixture.START.plusNanos(10_000L * i), i % 2 == 0 ? Status.UP : Status.DOWN))
                .toList();
        var history =
                new StatusHistory(new DetectorKey(RunFixture.ONE, RunFixture.TWO, DetectorKind.EVIDENCE), changes);

        String html = HtmlReport.of(List.of(run(RunFixture.NODES, List.of(history), List.of())));

        assertThat(html.length()).isLessThan(1_000_000);
        assertThat(Xml.ofClass(Xml.parse(html), "rect", "down")).hasSizeBetween(700, 900);
    }

    @Test
    void labelsThatDoNotFitSideBySideGetTheirOwnRows() {
        List<InjectedFault> done = List.of(
                InjectedFault.onNode("stalled for a while", RunFixture.at(100), RunFixture.at(110), RunFixture.TWO),
                InjectedFault.onNode("slow", RunFixture.at(105), RunFixture.at(300), RunFixture.TWO),
                InjectedFault.onNode("killed", RunFixture.at(990), null, RunFixture.TWO));

        Element page = Xml.parse(HtmlReport.of(List.of(run(RunFixture.NODES, List.of(), done))));

        List<Element> words = Xml.ofClass(page, "text", "word");
        assertThat(Xml.texts(words)).containsExactly("stalled for a while", "killed", "slow");
        assertThat(words).extracting(word -> word.getAttribute("text-anchor")).containsExactly("start", "end", "start");
        assertThat(words.get(0).getAttribute("y")).isEqualTo(words.get(1).getAttribute("y"));
        assertThat(words.get(2).getAttribute("y")).isNotEqualTo(words.get(0).getAttribute("y"));
    }

    private static RunResult run(List<NodeId> nodes, List<StatusHistory> histories, List<InjectedFault> done) {
        var truth = new GroundTruth(RunFixture.START, RunFixture.at(1_000), List.of());
        return new RunResult(
                new RunResult.About("many", "", List.of()),
                truth.start(),
                truth.end(),
                nodes,
                DetectorKind.EVIDENCE,
                done,
                histories,
                List.of(),
                Quality.of(truth, histories, RunFixture.SETTINGS, Duration.ZERO));
    }

    private static Element rect(Element page, String style, String title) {
        List<Element> found = Xml.ofClass(page, "rect", style).stream()
                .filter(rect -> rect.getTextContent().equals(title))
                .toList();
        assertThat(found).as(title).isNotEmpty();
        return found.get(found.size() - 1);
    }

    private static double x(Element rect) {
        return Double.parseDouble(rect.getAttribute("x"));
    }

    private static double width(Element rect) {
        return Double.parseDouble(rect.getAttribute("width"));
    }
}

package dev.telltale.report;

import dev.telltale.scenario.run.RunResult;
import dev.telltale.scenario.run.RunResult.ExpectationResult;
import dev.telltale.scenario.run.RunResult.Fact;
import dev.telltale.scenario.run.RunResult.Result;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.NameList;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes runs as one HTML page without scripts or other files: timeline, expectations and scorecard of each. The page
 * is well-formed XML, so every text in it is escaped.
 */
public final class HtmlReport {
    private final XmlWriter page = new XmlWriter("<!DOCTYPE html>\n");

    private HtmlReport() {}

    /** The page as text. */
    public static String of(List<RunResult> runs) {
        return new HtmlReport().write(runs);
    }

    private String write(List<RunResult> runs) {
        String title = runs.size() == 1 ? runs.get(0).about().title() : NumberFormat.count(runs.size(), "run");
        page.open("html", "lang", "en").open("head");
        page.empty("meta", "charset", "utf-8");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.empty(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; style-src 'unsafe-inline'");
        page.element("title", title + " - Telltale")
                .element("style", StyleSheet.of("report.css"))
                .close();
        page.open("body").open("main");
        hatch();
        if (runs.size() != 1) {
            overview(runs);
        }
        for (int i = 0; i < runs.size(); i++) {
            section(runs.get(i), "run-" + (i + 1), runs.size() == 1 ? "h1" : "h2");
        }
        return page.toString();
    }

    /** The hatch pattern that all drawings share. */
    private void hatch() {
        page.open("svg", "class", "key", "aria-hidden", "true");
        page.open("pattern", "id", "hatch", "width", "6", "height", "6", "patternUnits", "userSpaceOnUse")
                .empty("rect", "width", "6", "height", "6")
                .empty("line", "x1", "0", "y1", "6", "x2", "6", "y2", "0")
                .close();
        page.close();
    }

    private void overview(List<RunResult> runs) {
        long passed = runs.stream().filter(RunResult::isPassed).count();
        page.open("h1").text("Telltale");
        pill(passed == runs.size() ? Result.PASSED : Result.FAILED, passed + " of " + runs.size() + " passed");
        page.close();
        table(List.of("result", "run", "expectations", "duration"), 2);
        for (int i = 0; i < runs.size(); i++) {
            RunResult run = runs.get(i);
            page.open("tr");
            result(result(run));
            page.open("td")
                    .element("a", run.about().title(), "href", "#run-" + (i + 1))
                    .close();
            page.element("td", passedCount(run), "class", "number");
            page.element("td", DurationFormat.measured(run.length()), "class", "number");
            page.close();
        }
        endTable();
    }

    private static Result result(RunResult run) {
        return run.isPassed() ? Result.PASSED : Result.FAILED;
    }

    private static String passedCount(RunResult run) {
        return run.count(Result.PASSED) + " of " + run.expectations().size();
    }

    private void section(RunResult run, String id, String heading) {
        page.open("section", "id", id);
        page.open(heading).text(run.about().title());
        if (!run.expectations().isEmpty()) {
            pill(result(run), passedCount(run) + " passed");
        }
        page.close();
        if (!run.about().description().isEmpty()) {
            page.element("p", run.about().description());
        }
        page.open("div", "class", "scroll");
        Timeline.draw(page, run);
        page.close();
        page.element(
                "p",
                "● up, ◐ suspect, ✕ down, ? unknown, ! false alarm; hatched: the observer was out of service. A line through"
                        + " the lanes is the start of a fault, a dashed line its end; the frame after it is the detection time."
                        + " Times are seconds since the start.",
                "class",
                "note");
        expectationTable(run);
        scorecard(run);
        facts(run);
        page.close();
    }

    private void pill(Result result, String words) {
        page.element("span", result.sign() + " " + words, "class", "pill " + style(result));
    }

    private static String style(Result result) {
        return switch (result) {
            case PASSED -> "passed";
            case FAILED -> "failed";
            case SKIPPED -> "skipped";
        };
    }

    private void result(Result result) {
        page.element("td", result.sign() + " " + result.label(), "class", "result " + style(result));
    }

    private void expectationTable(RunResult run) {
        if (run.expectations().isEmpty()) {
            return;
        }
        var scale = TimeScale.of(run, 0, 1);
        page.element("h3", "Expectations");
        table(List.of("result", "expected", "found", "time"), 3);
        for (ExpectationResult expectation : run.expectations()) {
            page.open("tr");
            result(expectation.result());
            page.element("td", expectation.text()).element("td", expectation.detail());
            page.element("td", expectation.at() == null ? "" : scale.after(expectation.at()), "class", "number");
            page.close();
        }
        endTable();
    }

    private void scorecard(RunResult run) {
        List<QualityRow> rows = QualityRow.of(run.quality());
        if (rows.isEmpty()) {
            rows = QualityRow.of(run.quality().summaries());
        }
        page.element("h3", "Scorecard");
        table(ScoreTable.HEAD, ScoreTable.TEXT_COLUMNS);
        for (QualityRow row : rows) {
            List<String> cells = ScoreTable.cells(row);
            page.open("tr");
            for (int i = 0; i < cells.size(); i++) {
                page.element("td", cells.get(i), "class", i < ScoreTable.TEXT_COLUMNS ? "word" : "number");
            }
            page.close();
        }
        endTable();
        ScoreTable.NOTES.forEach(note -> page.element("p", note, "class", "note"));
    }

    private void facts(RunResult run) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("nodes", NameList.of(run.nodes())));
        facts.addAll(run.about().facts());
        facts.add(new Fact("duration", DurationFormat.measured(run.length())));
        page.element("h3", "Settings").open("dl");
        facts.forEach(fact -> page.element("dt", fact.name()).element("dd", fact.value()));
        page.close();
    }

    /**
     * Opens a table and writes its header.
     *
     * @param textColumns number of columns at the left with text; the others have numbers
     */
    private void table(List<String> head, int textColumns) {
        page.open("div", "class", "scroll").open("table").open("thead").open("tr");
        for (int i = 0; i < head.size(); i++) {
            page.element("th", head.get(i), "scope", "col", "class", i < textColumns ? "word" : "number");
        }
        page.close().close().open("tbody");
    }

    private void endTable() {
        page.close().close().close();
    }
}

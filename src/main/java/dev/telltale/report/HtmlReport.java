package dev.telltale.report;

import dev.telltale.qos.MeasuredRange;
import dev.telltale.scenario.run.RunResult;
import dev.telltale.scenario.run.RunResult.ExpectationResult;
import dev.telltale.scenario.run.RunResult.Fact;
import dev.telltale.scenario.run.RunResult.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs as one HTML page that needs no other file and runs no script: what was done over what was believed, the verdicts and
 * the scorecard. It is XML too, so every text in it is escaped.
 */
public final class HtmlReport {
    private final XmlWriter page = new XmlWriter("<!DOCTYPE html>\n");

    private HtmlReport() {}

    public static String of(List<RunResult> stories) {
        return new HtmlReport().write(stories);
    }

    private String write(List<RunResult> stories) {
        String title = stories.size() == 1 ? stories.get(0).title() : NumberFormat.count(stories.size(), "run");
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
                .element("style", ReportStyle.CSS)
                .close();
        page.open("body").open("main");
        hatch();
        if (stories.size() != 1) {
            overview(stories);
        }
        for (int i = 0; i < stories.size(); i++) {
            section(stories.get(i), "run-" + (i + 1), stories.size() == 1 ? "h1" : "h2");
        }
        return page.toString();
    }

    /** One pattern for all drawings. */
    private void hatch() {
        page.open("svg", "class", "key", "aria-hidden", "true");
        page.open("pattern", "id", "hatch", "width", "6", "height", "6", "patternUnits", "userSpaceOnUse")
                .empty("rect", "width", "6", "height", "6")
                .empty("line", "x1", "0", "y1", "6", "x2", "6", "y2", "0")
                .close();
        page.close();
    }

    private void overview(List<RunResult> stories) {
        long passed = stories.stream().filter(RunResult::isPassed).count();
        page.open("h1").text("Telltale");
        pill(passed == stories.size() ? Result.PASSED : Result.FAILED, passed + " of " + stories.size() + " passed");
        page.close();
        table(List.of("result", "run", "verdicts", "took"), 2);
        for (int i = 0; i < stories.size(); i++) {
            RunResult story = stories.get(i);
            page.open("tr");
            result(result(story));
            page.open("td")
                    .element("a", story.title(), "href", "#run-" + (i + 1))
                    .close();
            page.element("td", verdicts(story), "class", "number");
            page.element("td", MeasuredRange.words(story.length()), "class", "number");
            page.close();
        }
        endTable();
    }

    private static Result result(RunResult story) {
        return story.isPassed() ? Result.PASSED : Result.FAILED;
    }

    private static String verdicts(RunResult story) {
        return story.count(Result.PASSED) + " of " + story.verdicts().size();
    }

    private void section(RunResult story, String id, String heading) {
        page.open("section", "id", id);
        page.open(heading).text(story.title());
        pill(result(story), verdicts(story) + " passed");
        page.close();
        if (!story.about().isEmpty()) {
            page.element("p", story.about());
        }
        page.open("div", "class", "scroll");
        Timeline.draw(page, story);
        page.close();
        page.element(
                "p",
                "● up, ◐ suspect, ✕ down, ? unknown, ! false alarm; hatched: the observer was out itself. A line through the lanes is a"
                        + " deed, a dashed line its end; the framed piece after it is the detection time. Times are"
                        + " seconds after the start.",
                "class",
                "note");
        verdictTable(story);
        scorecard(story);
        facts(story);
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
        page.element("td", result.sign() + " " + result.word(), "class", "result " + style(result));
    }

    private void verdictTable(RunResult story) {
        if (story.verdicts().isEmpty()) {
            return;
        }
        var scale = new TimeScale(story.start(), story.end(), 0, 1);
        page.element("h3", "Verdicts");
        table(List.of("result", "expected", "found", "settled"), 3);
        for (ExpectationResult verdict : story.verdicts()) {
            page.open("tr");
            result(verdict.result());
            page.element("td", verdict.text()).element("td", verdict.detail());
            page.element("td", verdict.at() == null ? "" : scale.after(verdict.at()), "class", "number");
            page.close();
        }
        endTable();
    }

    private void scorecard(RunResult story) {
        List<QualityRow> rows = QualityRow.of(story.quality());
        if (rows.isEmpty()) {
            rows = QualityRow.of(story.quality().summaries());
        }
        page.element("h3", "Scorecard");
        table(ScoreTable.HEAD, ScoreTable.WORDS);
        for (QualityRow row : rows) {
            List<String> cells = ScoreTable.cells(row);
            page.open("tr");
            for (int i = 0; i < cells.size(); i++) {
                page.element("td", cells.get(i), "class", i < ScoreTable.WORDS ? "word" : "number");
            }
            page.close();
        }
        endTable();
        ScoreTable.NOTES.forEach(note -> page.element("p", note, "class", "note"));
    }

    private void facts(RunResult story) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("nodes", story.nodes().stream().map(Object::toString).collect(Collectors.joining(", "))));
        facts.addAll(story.facts());
        facts.add(new Fact("took", MeasuredRange.words(story.length())));
        page.element("h3", "How it was run").open("dl");
        facts.forEach(fact -> page.element("dt", fact.name()).element("dd", fact.value()));
        page.close();
    }

    /** Opens a table up to its rows; the columns from {@code numbers} on are figures. */
    private void table(List<String> head, int numbers) {
        page.open("div", "class", "scroll").open("table").open("thead").open("tr");
        for (int i = 0; i < head.size(); i++) {
            page.element("th", head.get(i), "scope", "col", "class", i < numbers ? "word" : "number");
        }
        page.close().close().open("tbody");
    }

    private void endTable() {
        page.close().close().close();
    }
}

package dev.telltale.report;

import dev.telltale.scenario.run.RunResult;
import dev.telltale.scenario.run.RunResult.ExpectationResult;
import dev.telltale.scenario.run.RunResult.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * Runs as JUnit XML, which build servers read: a test suite for each run, a test case for each expectation. A test case's
 * time is how long after the start of its run it was settled, so a suite's time is not the sum of them.
 */
public final class JunitXml {
    private JunitXml() {}

    public static String of(List<RunResult> stories) {
        var xml = new XmlWriter("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.open(
                "testsuites",
                "name",
                "telltale",
                "tests",
                count(stories, Result.values()),
                "failures",
                count(stories, Result.FAILED),
                "errors",
                "0",
                "skipped",
                count(stories, Result.SKIPPED),
                "time",
                seconds(stories.stream().map(RunResult::length).reduce(Duration.ZERO, Duration::plus)));
        stories.forEach(story -> suite(xml, story));
        return xml.close().toString();
    }

    private static void suite(XmlWriter xml, RunResult story) {
        List<RunResult> one = List.of(story);
        xml.open(
                "testsuite",
                "name",
                story.title(),
                "tests",
                count(one, Result.values()),
                "failures",
                count(one, Result.FAILED),
                "errors",
                "0",
                "skipped",
                count(one, Result.SKIPPED),
                "time",
                seconds(story.length()),
                "timestamp",
                timestamp(story.start()),
                // What the format wants where no name is given.
                "hostname",
                "localhost");
        if (!story.facts().isEmpty()) {
            xml.open("properties");
            story.facts().forEach(fact -> xml.empty("property", "name", fact.name(), "value", fact.value()));
            xml.close();
        }
        story.verdicts().forEach(verdict -> testCase(xml, story, verdict));
        xml.close();
    }

    private static void testCase(XmlWriter xml, RunResult story, ExpectationResult verdict) {
        Duration time = verdict.at() == null ? Duration.ZERO : Duration.between(story.start(), verdict.at());
        xml.open(
                "testcase",
                "name",
                verdict.text(),
                // Readers take what stands before the last dot for a package.
                "classname",
                "telltale." + story.title().replace('.', ' ').strip(),
                "time",
                seconds(time));
        switch (verdict.result()) {
            case PASSED -> {
                if (!verdict.detail().isEmpty()) {
                    xml.element("system-out", verdict.detail());
                }
            }
            case FAILED -> xml.element("failure", verdict.detail(), "message", verdict.detail(), "type", "expectation");
            case SKIPPED -> xml.empty("skipped", "message", verdict.detail());
        }
        xml.close();
    }

    private static String count(List<RunResult> stories, Result... results) {
        long count = 0;
        for (Result result : results) {
            count += stories.stream().mapToLong(story -> story.count(result)).sum();
        }
        return Long.toString(count);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", Math.max(0, time.toNanos() / 1e9));
    }

    /** Without a zone, as the format wants it; UTC. */
    private static String timestamp(Instant instant) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                instant.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    }
}

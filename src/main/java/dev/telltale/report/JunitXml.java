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
 * Writes runs as JUnit XML for build servers: a test suite for each run, a test case for each expectation. The time of
 * a test case is the time from the start of the run to its result, so a suite's time is not the sum of its test cases'.
 */
public final class JunitXml {
    private JunitXml() {}

    /** The document as text. */
    public static String of(List<RunResult> runs) {
        var xml = new XmlWriter("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.open("testsuites", "name", "telltale");
        totals(xml, runs);
        runs.forEach(run -> suite(xml, run));
        return xml.close().toString();
    }

    private static void suite(XmlWriter xml, RunResult run) {
        xml.open("testsuite", "name", run.about().title());
        totals(xml, List.of(run));
        // The format requires a host name.
        xml.attributes("timestamp", timestamp(run.start()), "hostname", "localhost");
        if (!run.about().facts().isEmpty()) {
            xml.open("properties");
            run.about().facts().forEach(fact -> xml.empty("property", "name", fact.name(), "value", fact.value()));
            xml.close();
        }
        run.expectations().forEach(expectation -> testCase(xml, run, expectation));
        xml.close();
    }

    private static void testCase(XmlWriter xml, RunResult run, ExpectationResult expectation) {
        Duration time = expectation.at() == null ? Duration.ZERO : Duration.between(run.start(), expectation.at());
        xml.open(
                "testcase",
                "name",
                expectation.text(),
                // Readers take the part before the last dot for a package.
                "classname",
                "telltale." + run.about().title().replace('.', ' ').strip(),
                "time",
                seconds(time));
        switch (expectation.result()) {
            case PASSED -> {
                if (!expectation.detail().isEmpty()) {
                    xml.element("system-out", expectation.detail());
                }
            }
            case FAILED ->
                xml.element("failure", expectation.detail(), "message", expectation.detail(), "type", "expectation");
            case SKIPPED -> xml.empty("skipped", "message", expectation.detail());
        }
        xml.close();
    }

    private static void totals(XmlWriter xml, List<RunResult> runs) {
        xml.attributes("tests", count(runs, Result.values()), "failures", count(runs, Result.FAILED), "errors", "0")
                .attributes("skipped", count(runs, Result.SKIPPED))
                .attributes(
                        "time", seconds(runs.stream().map(RunResult::length).reduce(Duration.ZERO, Duration::plus)));
    }

    private static String count(List<RunResult> runs, Result... results) {
        long count = 0;
        for (Result result : results) {
            count += runs.stream().mapToLong(run -> run.count(result)).sum();
        }
        return Long.toString(count);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", Math.max(0, time.toNanos() / 1e9));
    }

    /** UTC without a zone, as the format requires. */
    private static String timestamp(Instant instant) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                instant.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    }
}

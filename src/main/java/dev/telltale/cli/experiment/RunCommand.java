package dev.telltale.cli.experiment;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ConfigLocation;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.cli.base.Messages;
import dev.telltale.cli.base.ThisProgram;
import dev.telltale.cli.base.Version;
import dev.telltale.report.HtmlReport;
import dev.telltale.report.JunitXml;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.ScenarioException;
import dev.telltale.scenario.Step;
import dev.telltale.scenario.file.ScenarioReader;
import dev.telltale.scenario.run.RunResult;
import dev.telltale.scenario.run.RunResult.ExpectationResult;
import dev.telltale.scenario.run.RunResult.Result;
import dev.telltale.scenario.run.ScenarioRun;
import dev.telltale.scenario.run.SimulationTestbed;
import dev.telltale.scenario.run.TemporaryCluster;
import dev.telltale.scenario.run.Testbed;
import dev.telltale.scenario.run.TestbedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Plays scenarios on clusters of their own and prints for each expectation whether it came true.",
            "Several are played one after the other. Leaves nothing behind but the reports."
        },
        footer = {
            "",
            "Examples:",
            "  telltale run launcher-config/scenarios/one-way-cut.json",
            "  telltale run launcher-config/scenarios/*.json --report reports",
            "  telltale run --simulate --seed 7 launcher-config/scenarios/*.json",
            "",
            "Ends with 0; with 1 when an expectation failed; with 2 when a file is wrong, and then nothing was started;"
                    + " with 3 when the nodes did not do what they were told to."
        })
public final class RunCommand implements Callable<Integer> {
    private static final double NANOS = 1e9;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Scenarios; the format is in launcher-config.")
    private List<Path> files = List.of();

    @Option(names = "--simulate", description = "In virtual time, which takes no time, instead of on real processes.")
    private boolean isSimulated;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the luck in virtual time; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--report",
            paramLabel = "FOLDER",
            description = "Also write FOLDER/report.html, to look at, and FOLDER/junit.xml, for a build server.")
    private @Nullable Path folder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException, InterruptedException {
        List<Scenario> scenarios = read();
        List<RunResult> stories = new ArrayList<>();
        List<String> unplayed = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            try {
                stories.add(play(scenario));
            } catch (TestbedException e) {
                unplayed.add(scenario.name() + ": " + e.getMessage());
                say("  could not be played: " + Messages.ended(String.valueOf(e.getMessage())));
            }
        }
        long passed = stories.stream().filter(RunResult::isPassed).count();
        if (scenarios.size() > 1) {
            say(passed + " of " + scenarios.size() + " scenarios passed");
        }
        if (folder != null) {
            write(folder, stories);
        }
        if (!unplayed.isEmpty()) {
            throw CommandException.environment(String.join("; ", unplayed));
        }
        return passed == stories.size() ? ExitCode.DONE : ExitCode.NO;
    }

    /** All of them, or all that is wrong with any. */
    private List<Scenario> read() throws CommandException {
        List<Scenario> scenarios = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            try {
                scenarios.add(ScenarioReader.read(file));
            } catch (ScenarioException e) {
                problems.addAll(e.problems());
            } catch (NoSuchFileException e) {
                throw CommandException.environment("There is no file " + file);
            } catch (UncheckedIOException e) {
                throw CommandException.environment(file + " cannot be read: " + ConfigLocation.reason(e));
            }
        }
        if (!problems.isEmpty()) {
            throw CommandException.usage(problems);
        }
        return scenarios;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private RunResult play(Scenario scenario) throws TestbedException, InterruptedException {
        say(scenario.name() + (scenario.title().isEmpty() ? "" : ": " + scenario.title()));
        RunResult story = isSimulated ? play(scenario, new SimulationTestbed(scenario, seed)) : playForReal(scenario);
        story.skipped().forEach(sentence -> say("  " + sentence));
        story.verdicts().forEach(verdict -> say("  " + line(verdict)));
        say("  " + story.count(Result.PASSED) + " of " + story.verdicts().size() + " expectations came true");
        return story;
    }

    private RunResult playForReal(Scenario scenario) throws TestbedException, InterruptedException {
        try (var place = new TemporaryCluster("run", ThisProgram.get(), scenario)) {
            return play(scenario, place.stage());
        }
    }

    private RunResult play(Scenario scenario, Testbed stage) throws TestbedException, InterruptedException {
        return ScenarioRun.play(scenario, stage, this::tell);
    }

    private void tell(int number, Step step, boolean isEnd) {
        Duration at = isEnd && step.lasting() != null ? step.at().plus(step.lasting()) : step.at();
        say(String.format(
                Locale.ROOT,
                "  %6.1f s  step %d%s: %s",
                at.toNanos() / NANOS,
                number,
                isEnd ? " ends" : "",
                step.act().words()));
    }

    private static String line(ExpectationResult verdict) {
        String detail = verdict.detail();
        if (verdict.result() == Result.PASSED) {
            return verdict.result().sign() + " " + verdict.text() + (detail.isEmpty() ? "" : " (" + detail + ")");
        }
        return verdict.result().sign() + " " + verdict.text() + ": " + detail;
    }

    private static void write(Path folder, List<RunResult> stories) throws CommandException {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("report.html"), HtmlReport.of(stories));
            Files.writeString(folder.resolve("junit.xml"), JunitXml.of(stories));
        } catch (IOException e) {
            throw CommandException.environment("The report cannot be written into " + folder + ": " + e.getMessage());
        }
    }
}

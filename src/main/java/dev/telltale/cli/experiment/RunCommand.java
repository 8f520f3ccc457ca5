package dev.telltale.cli.experiment;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ConfigLocation;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.cli.base.Messages;
import dev.telltale.cli.base.ThisProgram;
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
        description = {
            "Runs scenarios, each on its own cluster, checks their expectations and prints which passed.",
            "Several scenarios run one after another. Leaves nothing behind but the reports."
        },
        footer = {
            "",
            "Examples:",
            "  telltale run launcher-config/scenarios/one-way-cut.json",
            "  telltale run launcher-config/scenarios/*.json --report reports",
            "  telltale run --simulate --seed 7 launcher-config/scenarios/*.json",
            "",
            "Exit code: 0; 1 when an expectation failed; 2 when a file is wrong, then nothing is started; 3 when the"
                    + " environment prevents a run."
        })
public final class RunCommand implements Callable<Integer> {
    private static final double NANOS = 1e9;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Scenarios; the format is in launcher-config.")
    private List<Path> files = List.of();

    @Option(names = "--simulate", description = "Simulate in virtual time instead of starting processes.")
    private boolean isSimulated;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Random seed of the simulation; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--report",
            paramLabel = "FOLDER",
            description = "Also write FOLDER/report.html, for people, and FOLDER/junit.xml, for a build server.")
    private @Nullable Path folder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException, InterruptedException {
        List<Scenario> scenarios = read();
        List<RunResult> results = new ArrayList<>();
        List<String> notRun = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            try {
                results.add(run(scenario));
            } catch (TestbedException e) {
                notRun.add(scenario.name() + ": " + e.getMessage());
                print("  could not be run: " + Messages.asSentence(String.valueOf(e.getMessage())));
            }
        }
        long passed = results.stream().filter(RunResult::isPassed).count();
        if (scenarios.size() > 1) {
            print(passed + " of " + scenarios.size() + " scenarios passed");
        }
        if (folder != null) {
            write(folder, results);
        }
        if (!notRun.isEmpty()) {
            throw CommandException.environment(String.join("; ", notRun));
        }
        return passed == results.size() ? ExitCode.OK : ExitCode.NEGATIVE_RESULT;
    }

    /** All scenarios; throws all problems of all files if there are any. */
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

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private RunResult run(Scenario scenario) throws TestbedException, InterruptedException {
        print(scenario.name() + (scenario.title().isEmpty() ? "" : ": " + scenario.title()));
        RunResult result = isSimulated ? run(scenario, new SimulationTestbed(scenario, seed)) : runProcesses(scenario);
        result.skipped().forEach(sentence -> print("  " + sentence));
        result.expectations().forEach(verdict -> print("  " + line(verdict)));
        print("  " + result.count(Result.PASSED) + " of "
                + result.expectations().size() + " expectations passed");
        return result;
    }

    private RunResult runProcesses(Scenario scenario) throws TestbedException, InterruptedException {
        try (var cluster = TemporaryCluster.of("run", ThisProgram.get(), scenario)) {
            return run(scenario, cluster.testbed());
        }
    }

    private RunResult run(Scenario scenario, Testbed testbed) throws TestbedException, InterruptedException {
        return ScenarioRun.play(scenario, testbed, this::printStep);
    }

    private void printStep(int number, Step step, boolean isEnd) {
        Duration at = isEnd ? step.end() : step.at();
        print(String.format(
                Locale.ROOT,
                "  %6.1f s  step %d%s: %s",
                at.toNanos() / NANOS,
                number,
                isEnd ? " ends" : "",
                step.action().words()));
    }

    private static String line(ExpectationResult verdict) {
        String detail = verdict.detail();
        if (verdict.result() == Result.PASSED) {
            return verdict.result().sign() + " " + verdict.text() + (detail.isEmpty() ? "" : " (" + detail + ")");
        }
        return verdict.result().sign() + " " + verdict.text() + ": " + detail;
    }

    private static void write(Path folder, List<RunResult> results) throws CommandException {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("report.html"), HtmlReport.of(results));
            Files.writeString(folder.resolve("junit.xml"), JunitXml.of(results));
        } catch (IOException e) {
            throw CommandException.environment("The report cannot be written into " + folder + ": " + e.getMessage());
        }
    }
}

package dev.telltale.cli.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.cli.base.HeartbeatOptions;
import dev.telltale.cli.base.IntRange;
import dev.telltale.cli.base.ThisProgram;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.qos.Quality;
import dev.telltale.report.QualityRow;
import dev.telltale.report.ScoreTable;
import dev.telltale.report.Scorecard;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.run.MeasuredRun;
import dev.telltale.scenario.run.TemporaryCluster;
import dev.telltale.scenario.run.TestbedException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        description =
                "Starts its own cluster, kills, restarts, pauses and resumes its nodes, and prints how fast and how"
                        + " accurately each detector noticed. Leaves nothing behind.",
        footer = {
            "",
            "Examples:",
            "  telltale measure",
            "  telltale measure --rounds 50 --nodes 3",
            "  telltale measure --interval 200ms --timeout 1s --json",
            "",
            "Exit code: 0; 1 when a detector missed a failure or reported a running node as down."
        })
public final class MeasureCommand implements Callable<Integer> {
    private static final int MAX_ROUNDS = 10_000;
    private static final int MAX_NODES = 100;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Number of rounds, 1 to 10000; each kills one node, pauses one; default: ${DEFAULT-VALUE}.")
    private String rounds = "5";

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            description = "Number of nodes, 2 to 100, on free ports of this machine; default: ${DEFAULT-VALUE}.")
    private String nodes = "3";

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            defaultValue = "2s",
            description = "Time between heartbeats; default: 2s.")
    private Duration interval = HeartbeatSettings.DEFAULT.interval();

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "5s",
            description = "Silence that means down; default: 5s.")
    private Duration timeout = HeartbeatSettings.DEFAULT.timeout();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Random seed of the times of the faults; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException, InterruptedException {
        int roundCount = IntRange.read("--rounds", rounds, 1, MAX_ROUNDS);
        List<NodeId> members = Scenario.ids(IntRange.read("--nodes", nodes, 2, MAX_NODES));
        HeartbeatSettings heartbeat = HeartbeatOptions.settings(interval, timeout);
        Quality quality = measure(members, heartbeat, roundCount);
        PrintWriter out = spec.commandLine().getOut();
        List<QualityRow> rows = QualityRow.of(quality);
        out.print(
                json
                        ? asJson(members.size(), heartbeat, roundCount, rows)
                        : String.join(System.lineSeparator(), ScoreTable.lines(rows)) + System.lineSeparator());
        out.flush();
        return isFlawless(quality) ? ExitCode.OK : ExitCode.NEGATIVE_RESULT;
    }

    private Quality measure(List<NodeId> members, HeartbeatSettings heartbeat, int roundCount)
            throws CommandException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try (var cluster =
                new TemporaryCluster("measure", ThisProgram.get(), members, heartbeat, DetectionSettings.DEFAULT)) {
            return new MeasuredRun(cluster.testbed(), members, heartbeat, new SplittableRandom(seed))
                    .run(
                            roundCount,
                            (round, node, fault, isNoticed) -> err.println("round " + round + " of " + roundCount + ": "
                                    + node + " " + fault + (isNoticed ? "" : ", not noticed by every detector")));
        } catch (TestbedException e) {
            throw CommandException.environment(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isFlawless(Quality quality) {
        return quality.detections().stream().noneMatch(detection -> detection.detectionTime() == null)
                && quality.mistakes().isEmpty();
    }

    private String asJson(int nodeCount, HeartbeatSettings heartbeat, int roundCount, List<QualityRow> rows) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("rounds", roundCount);
        root.put("nodes", nodeCount);
        root.put("heartbeat_interval_ms", heartbeat.interval().toMillis());
        root.put("heartbeat_timeout_ms", heartbeat.timeout().toMillis());
        root.put("seed", seed);
        root.put("detectors", Scorecard.tree(rows));
        try {
            return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(root)
                    + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps and numbers are always JSON", e);
        }
    }
}

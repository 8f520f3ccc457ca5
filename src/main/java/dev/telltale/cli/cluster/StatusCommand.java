package dev.telltale.cli.cluster;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ConfigOption;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.cli.base.HeartbeatOptions;
import dev.telltale.cli.base.ModelConverters;
import dev.telltale.cli.base.TerminalSupport;
import dev.telltale.config.ClusterConfig;
import dev.telltale.diagnosis.Diagnosis;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.observe.ClusterView;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.text.DurationFormat;
import dev.telltale.time.TimeSource;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        description = "Prints the status matrix: a row for each observer, a column for each subject.",
        footer = {
            "",
            "Examples:",
            "  telltale status",
            "  telltale status --watch",
            "  telltale status --json",
            "  telltale status --detector phi",
            "  telltale status --nodes 5 --interval 400ms --timeout 1500ms",
            "",
            "Each status is followed by the age of the last heartbeat. --interval and --timeout change the first line,"
                    + " not the nodes. Exit code: 0 when all are up, else 1."
        })
public final class StatusCommand implements Callable<Integer> {
    private static final Duration FIRST_ROUND_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration REDRAW = Duration.ofMillis(500);
    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[J";

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    @Option(names = "--watch", description = "Redraw in place until Ctrl+C, or until the reader of a pipe ends.")
    private boolean watch;

    @Option(
            names = "--detector",
            paramLabel = "NAME",
            completionCandidates = ModelConverters.DetectorWords.class,
            description =
                    "Show the verdicts of this detector as the statuses: evidence, timeout, phi or swim. Without it,"
                            + " each node's own detector. Changes no node.")
    private @Nullable DetectorKind detector;

    @Mixin
    private ConfigOption config;

    @Mixin
    private HeartbeatOptions rhythm;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException, InterruptedException {
        if (json && watch) {
            throw CommandException.usage("--json and --watch cannot be combined; leave one out");
        }
        ClusterConfig cluster = rhythm.over(config.read());
        PrintWriter out = spec.commandLine().getOut();
        BlockingQueue<ClusterView> newest = new ArrayBlockingQueue<>(1);
        try (var cells = new ClusterWatch(cluster.nodes(), TimeSource.SYSTEM, view -> {
            newest.poll();
            newest.offer(view);
        })) {
            cells.start();
            Matrix matrix = viewed(firstRound(newest, cluster));
            if (json) {
                out.println(MatrixJson.of(cluster.cluster(), matrix, TimeSource.SYSTEM.now()));
            } else {
                print(out, cluster, matrix, "");
            }
            while (watch && !TerminalSupport.isLost(out)) {
                ClusterView view = newest.poll(REDRAW.toMillis(), TimeUnit.MILLISECONDS);
                matrix = view == null ? matrix : viewed(view.matrix());
                print(out, cluster, matrix, HOME_AND_CLEAR);
            }
            return matrix.isAllUp() ? ExitCode.OK : ExitCode.NEGATIVE_RESULT;
        }
    }

    /**
     * Waits until every node has answered or failed to, so that no node is shown as silent before its first request.
     */
    private static Matrix firstRound(BlockingQueue<ClusterView> newest, ClusterConfig cluster)
            throws InterruptedException {
        Matrix matrix = Matrix.empty(cluster.ids());
        long deadline = TimeSource.SYSTEM.nanos() + FIRST_ROUND_TIMEOUT.toNanos();
        while (deadline - TimeSource.SYSTEM.nanos() > 0) {
            @Nullable ClusterView view = newest.poll(deadline - TimeSource.SYSTEM.nanos(), TimeUnit.NANOSECONDS);
            if (view != null) {
                matrix = view.matrix();
                if (matrix.nodes().stream().map(matrix::row).allMatch(MatrixRow::isPolled)) {
                    break;
                }
            }
        }
        return matrix;
    }

    /** As the chosen detector sees it; as the nodes report it if none is chosen. */
    private Matrix viewed(Matrix matrix) {
        return detector == null ? matrix : matrix.withStatusOf(detector);
    }

    private void print(PrintWriter out, ClusterConfig cluster, Matrix matrix, String before) {
        var now = TimeSource.SYSTEM.now();
        List<String> lines = new MatrixText(TerminalSupport.ofThisProcess()).lines(matrix, now);
        out.print(before);
        out.println(cluster.cluster() + ": " + cluster.nodes().size() + " nodes, heartbeat every "
                + DurationFormat.setting(cluster.heartbeat().interval()) + ", timeout "
                + DurationFormat.setting(cluster.heartbeat().timeout())
                + (detector == null ? "" : ", as the detector " + detector.id() + " sees it"));
        lines.forEach(out::println);
        if (detector != null) {
            matrix.answeringWithout(detector)
                    .forEach(node -> out.println(
                            node + " reports no verdict of " + detector.id() + "; its row is its own status"));
        }
        out.println(Diagnosis.of(matrix, now).sentence());
        out.flush();
    }
}

package dev.telltale.cli;

import dev.telltale.config.ClusterConfig;
import dev.telltale.launcher.RunRecord;
import dev.telltale.launcher.RunRecords;
import dev.telltale.launcher.SignalResult;
import dev.telltale.launcher.UserDirs;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The nodes of this user that run on this machine, however they were started. */
final class RunningNodes {
    private static final Duration LOOK = Duration.ofMillis(10);

    private final RunRecords records = new RunRecords(UserDirs.ofThisUser().runtime());

    /** The nodes of this config. */
    List<RunRecord> of(ClusterConfig cluster) {
        return records.live().stream()
                .filter(record -> cluster.member(record.id())
                        .filter(member -> isAt(member, record))
                        .isPresent())
                .toList();
    }

    /**
     * Exactly one node of this name. Of several, the one of the config is meant, or the one at the given port.
     *
     * @throws CommandException when there is none, or no way to know which
     */
    RunRecord one(NodeId id, @Nullable Integer port, ClusterConfig cluster) throws CommandException {
        List<RunRecord> named = records.live(id).stream()
                .filter(record -> port == null || record.address().port() == port)
                .toList();
        if (named.isEmpty()) {
            throw CommandException.no(
                    id + (port == null ? "" : " on port " + port) + " does not run; running: " + running());
        }
        Optional<RunRecord> configured = named.stream()
                .filter(record -> cluster.member(id)
                        .filter(member -> isAt(member, record))
                        .isPresent())
                .findFirst();
        if (named.size() > 1 && configured.isEmpty()) {
            throw CommandException.usage(id + " runs more than once (" + list(named) + "); say which with --port");
        }
        return configured.orElse(named.get(0));
    }

    SignalResult kill(RunRecord record) {
        return records.kill(record);
    }

    SignalResult terminate(RunRecord record) {
        return records.terminate(record);
    }

    /** Whether the process is gone within the time. */
    boolean isGoneWithin(RunRecord record, Duration time) throws InterruptedException {
        for (long left = time.toMillis(); left > 0; left -= LOOK.toMillis()) {
            if (!records.isAlive(record)) {
                return true;
            }
            Thread.sleep(LOOK.toMillis());
        }
        return !records.isAlive(record);
    }

    private String running() {
        List<RunRecord> live = records.live();
        return live.isEmpty() ? "none" : list(live);
    }

    private static String list(List<RunRecord> nodes) {
        return nodes.stream()
                .map(record -> record.id() + " at " + record.address() + " (PID " + record.pid() + ")")
                .collect(Collectors.joining(", "));
    }

    private static boolean isAt(Member member, RunRecord record) {
        return member.address().port() == 0
                || member.address().port() == record.address().port();
    }
}

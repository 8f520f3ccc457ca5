package dev.telltale.cli.cluster;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ConfigLocation;
import dev.telltale.cli.base.Failures;
import dev.telltale.config.ClusterConfig;
import dev.telltale.launcher.MemberAddresses;
import dev.telltale.launcher.NodeSearch;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.net.HostName;
import dev.telltale.platform.UserDirs;
import dev.telltale.registry.RunRecord;
import dev.telltale.registry.RunRecords;
import dev.telltale.registry.SignalResult;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds and signals the nodes of this user on this machine, however they were started. */
public final class RunningNodes {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(10);
    private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration RECHECK_DELAY = Duration.ofMillis(300);

    private final RunRecords records = new RunRecords(UserDirs.ofThisUser().runtime());
    private final MemberAddresses addresses = new MemberAddresses(HostName::ofSystem, LOOKUP_TIMEOUT);

    /** The running nodes of this config. */
    public List<RunRecord> of(ClusterConfig cluster) {
        return records.live().stream().filter(record -> isOf(cluster, record)).toList();
    }

    /**
     * The one running node of this name. Of several, the one of the config, or the one at the given port.
     *
     * @throws CommandException if there is none, if that cannot be determined, or if several match
     */
    RunRecord one(NodeId id, @Nullable Integer port, ClusterConfig cluster, ConfigLocation location)
            throws CommandException {
        List<RunRecord> named = records.live(id).stream()
                .filter(record -> port == null || record.address().port() == port)
                .toList();
        Optional<RunRecord> configured =
                named.stream().filter(record -> isOf(cluster, record)).findFirst();
        if (configured.isPresent()) {
            return configured.get();
        }
        // A cluster that the user chose limits the command to its nodes.
        if (location.isChosen() || named.isEmpty()) {
            Optional<Member> expected = cluster.member(id)
                    .filter(member -> port == null || member.address().port() == port);
            Failures.throwIfAny(unreached(expected.stream().toList(), List.of()));
            throw CommandException.negative(notRunning(id, port, cluster, location, named));
        }
        if (named.size() > 1) {
            throw CommandException.usage(id + " runs more than once (" + list(named) + "); choose one with --port");
        }
        return named.get(0);
    }

    private String notRunning(
            NodeId id, @Nullable Integer port, ClusterConfig cluster, ConfigLocation location, List<RunRecord> named) {
        if (named.isEmpty()) {
            List<RunRecord> others = location.isChosen() ? of(cluster) : records.live();
            return id + (port == null ? "" : " on port " + port) + " is not running; running: "
                    + (others.isEmpty() ? "none" : list(others));
        }
        String address =
                cluster.member(id).map(member -> " (" + member.address() + ")").orElse("");
        return id + " of " + location.origin() + address + " is not running; " + list(named) + ' '
                + (named.size() == 1 ? "is" : "are") + " not in " + location.origin();
    }

    /**
     * Finds those of these members that have no record here but run, or may run: a sentence for each, then advice.
     * Empty if there is none. Sends requests to the members; takes some seconds if one of them does not answer.
     */
    public List<String> unreached(Collection<Member> members, Collection<RunRecord> reached) {
        return new UnreachedNodes(records, addresses, new NodeSearch(HostName::ofSystem)::find, RunningNodes::pause)
                .sentences(members, reached);
    }

    private static void pause() {
        CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(RECHECK_DELAY.toMillis(), TimeUnit.MILLISECONDS))
                .join();
    }

    SignalResult kill(RunRecord record) {
        return records.kill(record);
    }

    SignalResult terminate(RunRecord record) {
        return records.terminate(record);
    }

    /** Waits until the process is gone, at most this long; false if it is not. */
    boolean isGoneWithin(RunRecord record, Duration time) throws InterruptedException {
        for (long left = time.toMillis(); left > 0; left -= POLL_INTERVAL.toMillis()) {
            if (!records.isAlive(record)) {
                return true;
            }
            Thread.sleep(POLL_INTERVAL.toMillis());
        }
        return !records.isAlive(record);
    }

    private static String list(List<RunRecord> nodes) {
        return nodes.stream()
                .map(record -> record.id() + " at " + record.address() + " (PID " + record.pid() + ")")
                .collect(Collectors.joining(", "));
    }

    private boolean isOf(ClusterConfig cluster, RunRecord record) {
        return cluster.member(record.id())
                .filter(member -> addresses.isOf(member, record))
                .isPresent();
    }
}

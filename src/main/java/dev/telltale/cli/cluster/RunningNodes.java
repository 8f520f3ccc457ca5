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

/** The nodes of this user that run on this machine, however they were started. */
public final class RunningNodes {
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Duration LOOKUP = Duration.ofSeconds(2);
    private static final Duration SECOND_LOOK = Duration.ofMillis(300);

    private final RunRecords records = new RunRecords(UserDirs.ofThisUser().runtime());
    private final MemberAddresses addresses = new MemberAddresses(HostName::ofSystem, LOOKUP);

    /** The nodes of this config. */
    public List<RunRecord> of(ClusterConfig cluster) {
        return records.live().stream().filter(record -> isOf(cluster, record)).toList();
    }

    /**
     * Exactly one node of this name. Of several, the one of the config is meant, or the one at the given port.
     *
     * @throws CommandException when there is none, when that is not known, or no way to know which
     */
    RunRecord one(NodeId id, @Nullable Integer port, ClusterConfig cluster, ConfigLocation place)
            throws CommandException {
        List<RunRecord> named = records.live(id).stream()
                .filter(record -> port == null || record.address().port() == port)
                .toList();
        Optional<RunRecord> configured =
                named.stream().filter(record -> isOf(cluster, record)).findFirst();
        if (configured.isPresent()) {
            return configured.get();
        }
        // A config that the user named bounds the order.
        if (place.named() != null || named.isEmpty()) {
            Optional<Member> meant = cluster.member(id)
                    .filter(member -> port == null || member.address().port() == port);
            Failures.check(unreached(meant.stream().toList(), List.of()));
            throw CommandException.no(absence(id, port, cluster, place, named));
        }
        if (named.size() > 1) {
            throw CommandException.usage(id + " runs more than once (" + list(named) + "); say which with --port");
        }
        return named.get(0);
    }

    private String absence(
            NodeId id, @Nullable Integer port, ClusterConfig cluster, ConfigLocation place, List<RunRecord> named) {
        if (named.isEmpty()) {
            List<RunRecord> others = place.named() == null ? records.live() : of(cluster);
            return id + (port == null ? "" : " on port " + port) + " does not run; running: "
                    + (others.isEmpty() ? "none" : list(others));
        }
        String address =
                cluster.member(id).map(member -> " (" + member.address() + ")").orElse("");
        return id + " of " + place.origin() + address + " does not run; " + list(named) + ' '
                + (named.size() == 1 ? "is" : "are") + " not in " + place.origin();
    }

    /**
     * Of these members those that have no record here and run all the same, or may run, a sentence for each; then what to do.
     * Empty if there is none. Takes some seconds where one of them is silent.
     */
    public List<String> unreached(Collection<Member> members, Collection<RunRecord> reached) {
        return new UnreachedNodes(records, addresses, new NodeSearch(HostName::ofSystem)::find, RunningNodes::pause)
                .sentences(members, reached);
    }

    private static void pause() {
        CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(SECOND_LOOK.toMillis(), TimeUnit.MILLISECONDS))
                .join();
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

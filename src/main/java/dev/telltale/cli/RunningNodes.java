package dev.telltale.cli;

import dev.telltale.config.ClusterConfig;
import dev.telltale.launcher.NodeOrders;
import dev.telltale.launcher.RunRecord;
import dev.telltale.launcher.RunRecords;
import dev.telltale.launcher.SignalResult;
import dev.telltale.launcher.UserDirs;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The nodes of this user that run on this machine, however they were started. */
final class RunningNodes {
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final String WRITTEN_ELSEWHERE =
            " was written in another container or on another machine, where PIDs mean other processes";
    private static final String LOST = ": it was started in another shell or container, or the record was cleaned away";
    private static final String REPEAT = "repeat the order in " + NodeRun.RECORD_CHECK.toSeconds()
            + " s, by when a node has written a lost record again, or give it where the node was started, as the same user"
            + " and with the same XDG_RUNTIME_DIR";

    /** Made when it is needed: most calls know all nodes from their records. */
    private @Nullable NodeOrders asking;

    private final RunRecords records = new RunRecords(UserDirs.ofThisUser().runtime());

    /** The nodes of this config. */
    List<RunRecord> of(ClusterConfig cluster) {
        return records.live().stream().filter(record -> isOf(cluster, record)).toList();
    }

    /**
     * Exactly one node of this name. Of several, the one of the config is meant, or the one at the given port.
     *
     * @param isBounded whether only one of the config will do
     * @throws CommandException when there is none, or no way to know which
     */
    RunRecord one(NodeId id, @Nullable Integer port, ClusterConfig cluster, boolean isBounded) throws CommandException {
        List<RunRecord> named = records.live(id).stream()
                .filter(record -> port == null || record.address().port() == port)
                .toList();
        Optional<RunRecord> configured =
                named.stream().filter(record -> isOf(cluster, record)).findFirst();
        if (configured.isPresent()) {
            return configured.get();
        }
        Optional<Member> meant = cluster.member(id)
                .filter(member -> port == null || member.address().port() == port);
        Troubles.check(unreached(meant.stream().toList(), List.of()));
        if (isBounded || named.isEmpty()) {
            List<RunRecord> others = isBounded ? of(cluster) : records.live();
            throw CommandException.no(id + (port == null ? "" : " on port " + port) + " does not run; running: "
                    + (others.isEmpty() ? "none" : list(others)));
        }
        if (named.size() > 1) {
            throw CommandException.usage(id + " runs more than once (" + list(named) + "); say which with --port");
        }
        return named.get(0);
    }

    /**
     * Asks those of these members that have no record at their addresses, within 2 s: a sentence for each that is there all
     * the same, and for each of which that cannot be told; then what to do. Empty if there is none.
     */
    List<String> unreached(Collection<Member> members, Collection<RunRecord> reached) {
        Set<NodeId> known = reached.stream().map(RunRecord::id).collect(Collectors.toSet());
        Map<Member, CompletableFuture<Optional<NodeOrders.Presence>>> answers = new LinkedHashMap<>();
        for (Member member : members) {
            if (member.address().port() != 0 && !known.contains(member.id())) {
                if (asking == null) {
                    asking = new NodeOrders();
                }
                answers.put(member, asking.find(member));
            }
        }
        List<String> sentences = new ArrayList<>();
        boolean isAllElsewhere = true;
        for (Map.Entry<Member, CompletableFuture<Optional<NodeOrders.Presence>>> answer : answers.entrySet()) {
            NodeId id = answer.getKey().id();
            NodeOrders.Presence present = answer.getValue().join().orElse(null);
            if (present != null) {
                boolean isElsewhere = present.pid() != null && records.isFromElsewhere(id, present.pid());
                isAllElsewhere &= isElsewhere;
                sentences.add(id + " " + present.words() + " its run record "
                        + (isElsewhere
                                ? "in " + records.folder() + WRITTEN_ELSEWHERE
                                : "is not in " + records.folder() + LOST));
            }
        }
        if (!sentences.isEmpty()) {
            sentences.add(isAllElsewhere ? "give the order there" : REPEAT);
        }
        return sentences;
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

    private static boolean isOf(ClusterConfig cluster, RunRecord record) {
        return cluster.member(record.id())
                .filter(member -> isAt(member.address(), record.address()))
                .isPresent();
    }

    private static boolean isAt(Address configured, Address real) {
        return (configured.port() == 0 || configured.port() == real.port())
                && (configured.host().equalsIgnoreCase(real.host()) || isSameHost(configured.host(), real.host()));
    }

    /** Whether whoever asks for the one reaches what listens on the other of this machine. */
    private static boolean isSameHost(String asked, String listening) {
        try {
            InetAddress real = InetAddress.getByName(listening);
            for (InetAddress address : InetAddress.getAllByName(asked)) {
                boolean isOurs = address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
                if (address.equals(real) || (real.isAnyLocalAddress() && isOurs)) {
                    return true;
                }
            }
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
        return false;
    }
}

package dev.telltale.registry;

import dev.telltale.config.GeneratedCluster;
import dev.telltale.model.Member;
import dev.telltale.platform.UserDirs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Which ports the nodes of a generated cluster may have: a node that runs keeps its port, every other one is given a
 * free port. Knows the nodes that run by their run records, read once at the creation.
 */
public final class GeneratedPorts implements IntPredicate {
    /** By each port that a running node may have, the port that it has. */
    private final Map<Integer, Integer> running = new HashMap<>();

    private final IntPredicate isFree;

    GeneratedPorts(List<RunRecord> live, IntPredicate isFree) {
        this.isFree = isFree;
        for (RunRecord record : live) {
            for (int port : GeneratedCluster.portsOf(new Member(record.id(), record.address()))) {
                running.putIfAbsent(port, record.address().port());
            }
        }
    }

    /**
     * Reads the run records of this user.
     *
     * @param isFree for nodes that do not run: {@code FreePorts::isFree} if they are to be started
     */
    public static GeneratedPorts ofThisUser(IntPredicate isFree) {
        return new GeneratedPorts(new RunRecords(UserDirs.ofThisUser().runtime()).live(), isFree);
    }

    @Override
    public boolean test(int port) {
        Integer own = running.get(port);
        return own == null ? isFree.test(port) : own == port;
    }
}

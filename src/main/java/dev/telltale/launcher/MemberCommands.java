package dev.telltale.launcher;

import dev.telltale.groundtruth.Origin;
import dev.telltale.launcher.process.NodeStartException;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.registry.RunRecord;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * The members of one cluster: directs each command to the {@link NodeSupervisor} of the node, or, if its process was
 * started elsewhere, to {@link ExternalNodes}. Confined to the launcher thread.
 */
final class MemberCommands {
    private final Map<NodeId, NodeSupervisor> supervisors = new LinkedHashMap<>();
    private final ExternalNodes externals;

    MemberCommands(List<Member> members, LauncherContext context, MemberAddresses addresses) {
        for (Member member : members) {
            supervisors.put(member.id(), new NodeSupervisor(member, context));
        }
        externals = new ExternalNodes(supervisors, context, addresses);
    }

    /** The supervisors in the order of the config. Any thread may read the collection. */
    Collection<NodeSupervisor> supervisors() {
        return supervisors.values();
    }

    /**
     * The supervisor of the node. Any thread.
     *
     * @throws IllegalStateException with one sentence if there is none
     */
    NodeSupervisor supervisor(NodeId node) {
        NodeSupervisor supervisor = supervisors.get(node);
        if (supervisor == null) {
            String names = String.join(
                    ", ", supervisors.keySet().stream().map(NodeId::value).toList());
            throw new IllegalStateException("There is no " + node + " in this cluster; the nodes are " + names + ".");
        }
        return supervisor;
    }

    /** The newest lines of output of the node; none if it is no member. Any thread. */
    List<String> output(NodeId node) {
        NodeSupervisor supervisor = supervisors.get(node);
        return supervisor == null ? List.of() : supervisor.tail().all();
    }

    /** Looks for processes that were started elsewhere. Reads files. */
    void refresh() {
        externals.refresh();
    }

    void start(NodeSupervisor supervisor, CompletableFuture<NodeProcess> result, Origin origin) {
        NodeId node = supervisor.member().id();
        RunRecord elsewhere = supervisor.hasProcess() ? null : externals.find(node);
        if (elsewhere == null) {
            supervisor.start(result, origin);
        } else if (externals.isEnding(elsewhere)) {
            supervisor.startAfterExternal(result, origin);
        } else {
            externals.refresh();
            result.completeExceptionally(new NodeStartException(node + " already runs as PID " + elsewhere.pid()
                    + " on " + elsewhere.address() + ", started elsewhere; stop or kill that one first."));
        }
    }

    /** Starts the node unless it runs, here or elsewhere. */
    void startIfMissing(NodeSupervisor supervisor, CompletableFuture<NodeProcess> result) {
        if (!supervisor.hasProcess() && externals.find(supervisor.member().id()) != null) {
            externals.refresh();
            result.complete(supervisor.state());
        } else {
            start(supervisor, result, Origin.MANUAL);
        }
    }

    void kill(NodeSupervisor supervisor, CompletableFuture<NodeProcess> result, Origin origin) {
        end(
                supervisor,
                result,
                (own, ended) -> own.kill(ended, origin),
                (record, ended) -> externals.kill(record, ended, origin));
    }

    void stop(NodeSupervisor supervisor, CompletableFuture<NodeProcess> result, Origin origin) {
        end(
                supervisor,
                result,
                (own, ended) -> own.stop(ended, origin),
                (record, ended) -> externals.stop(record, ended, origin));
    }

    private void end(
            NodeSupervisor supervisor,
            CompletableFuture<NodeProcess> result,
            BiConsumer<NodeSupervisor, CompletableFuture<NodeProcess>> here,
            BiConsumer<RunRecord, CompletableFuture<NodeProcess>> elsewhere) {
        RunRecord record = supervisor.hasProcess()
                ? null
                : externals.find(supervisor.member().id());
        if (record == null) {
            supervisor.setExternal(null);
            here.accept(supervisor, result);
        } else {
            supervisor.cancelNextStarts();
            elsewhere.accept(record, result);
        }
    }
}

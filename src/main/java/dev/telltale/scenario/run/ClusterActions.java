package dev.telltale.scenario.run;

import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.model.NodeId;
import dev.telltale.scenario.Action;
import dev.telltale.scenario.NodeState;
import java.util.concurrent.CompletableFuture;

/** What can be done to a cluster. Futures complete exceptionally with one sentence for people. */
interface ClusterActions {
    NodeState state(NodeId node);

    CompletableFuture<?> act(Action.Verb verb, NodeId node);

    CompletableFuture<FaultId> make(FaultType effect);

    CompletableFuture<?> heal(FaultId fault);
}

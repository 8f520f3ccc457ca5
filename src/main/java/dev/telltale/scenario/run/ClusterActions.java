package dev.telltale.scenario.run;

import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.model.NodeId;
import dev.telltale.scenario.Action;
import dev.telltale.scenario.NodeState;
import java.util.concurrent.CompletableFuture;

/** Operations on the nodes of a cluster. Futures complete exceptionally with a one-sentence message for people. */
interface ClusterActions {
    NodeState state(NodeId node);

    CompletableFuture<?> perform(Action.Verb verb, NodeId node);

    CompletableFuture<FaultId> inject(FaultType effect);

    CompletableFuture<?> heal(FaultId fault);
}

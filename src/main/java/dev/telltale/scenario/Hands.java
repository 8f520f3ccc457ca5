package dev.telltale.scenario;

import dev.telltale.model.Effect;
import dev.telltale.model.FaultId;
import dev.telltale.model.NodeId;
import java.util.concurrent.CompletableFuture;

/** What can be done to a cluster. Futures complete exceptionally with one sentence for people. */
interface Hands {
    NodeState state(NodeId node);

    CompletableFuture<?> act(Act.Verb verb, NodeId node);

    CompletableFuture<FaultId> make(Effect effect);

    CompletableFuture<?> heal(FaultId fault);
}

package dev.telltale.scenario.run;

import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.NodeFault;
import dev.telltale.model.NodeId;
import dev.telltale.scenario.Action;
import dev.telltale.scenario.Action.Verb;
import dev.telltale.scenario.NodeState;
import dev.telltale.scenario.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An impossible action is skipped with a sentence; undoing a step undoes only what it did. */
class ActionExecutorTest {
    private static final NodeId ONE = node(1);
    private static final NodeId TWO = node(2);

    private final Map<NodeId, NodeState> states = new HashMap<>(Map.of(ONE, NodeState.RUNNING, TWO, NodeState.RUNNING));
    private final List<String> done = new ArrayList<>();
    private final ActionExecutor executor = new ActionExecutor(new FakeActions(), () -> Instant.EPOCH);

    private final class FakeActions implements ClusterActions {
        @Override
        public NodeState state(NodeId node) {
            return states.getOrDefault(node, NodeState.GONE);
        }

        @Override
        public CompletableFuture<?> perform(Verb verb, NodeId node) {
            done.add(verb.id() + " " + node);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<FaultId> inject(FaultType effect) {
            done.add(effect.id());
            return CompletableFuture.completedFuture(new FaultId("f1"));
        }

        @Override
        public CompletableFuture<?> heal(FaultId fault) {
            done.add("heal");
            return CompletableFuture.completedFuture(null);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "KILL, GONE, does not run", "STOP, GONE, does not run", "PAUSE, GONE, does not run", "PAUSE, PAUSED, is paused",
        "RESUME, RUNNING, runs", "RESUME, GONE, does not run", "START, RUNNING, runs", "START, PAUSED, is paused"
    })
    void anImpossibleActionIsSkippedWithAReason(Verb verb, NodeState state, String words) {
        states.put(TWO, state);
        var act = new Action.OnProcesses(verb, List.of(TWO));
        executor.begin(3, act);
        executor.end(3);

        assertThat(done).isEmpty();
        assertThat(executor.steps().starts()).isEmpty();
        assertThat(executor.steps().ends()).isEmpty();
        assertThat(executor.steps().skipped())
                .containsExactly("step 3 (" + verb.id() + " node2) was skipped: node2 " + words);
    }

    @ParameterizedTest
    @CsvSource({
        "KILL, RUNNING",
        "KILL, PAUSED",
        "STOP, RUNNING",
        "STOP, PAUSED",
        "PAUSE, RUNNING",
        "RESUME, PAUSED",
        "START, GONE",
        "RESTART, RUNNING",
        "RESTART, PAUSED",
        "RESTART, GONE"
    })
    void aPossibleActionIsExecuted(Verb verb, NodeState state) {
        states.put(TWO, state);
        executor.begin(1, new Action.OnProcesses(verb, List.of(TWO)));

        assertThat(done).containsExactly(verb.id() + " node2");
        assertThat(executor.steps().skipped()).isEmpty();
    }

    @Test
    void anActionIsExecutedAndUndoneOnlyAtNodesThatCanTakeIt() {
        states.put(ONE, NodeState.GONE);
        var kill = new Action.OnProcesses(Verb.KILL, List.of(ONE, TWO));
        executor.begin(1, kill);
        states.put(TWO, NodeState.GONE);
        executor.end(1);

        assertThat(done).containsExactly("kill node2", "start node2");
    }

    @Test
    void aPauseOfANodeKilledMeanwhileIsNotUndone() {
        var pause = new Action.OnProcesses(Verb.PAUSE, List.of(TWO));
        executor.begin(1, pause);
        states.put(TWO, NodeState.GONE);
        executor.end(1);

        assertThat(done).containsExactly("pause node2");
    }

    @ParameterizedTest
    @CsvSource({"GONE, does not run", "PAUSED, is paused"})
    void aFaultAtANodeThatCannotApplyItIsSkipped(NodeState state, String words) {
        states.put(TWO, state);
        var stall = new Action.OnNode(new NodeFault.Stall(TWO));
        executor.begin(1, stall);
        executor.end(1);

        assertThat(done).isEmpty();
        assertThat(executor.steps().skipped())
                .containsExactly("step 1 (" + stall.words() + ") was skipped: node2 " + words);
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, RUNNING, true, true", "RUNNING, GONE, true, true", "GONE, RUNNING, true, false",
        "RUNNING, PAUSED, true, true", "PAUSED, RUNNING, true, false", "PAUSED, GONE, false, false",
        "GONE, PAUSED, false, false", "GONE, GONE, false, false"
    })
    void aCutNeedsOneRunningEndAndADelayARunningObserver(
            NodeState observer, NodeState subject, boolean isCut, boolean isLate) {
        states.put(ONE, observer);
        states.put(TWO, subject);
        Set<Link> link = Set.of(new Link(ONE, TWO));
        var target = new Target.Pair(ONE, TWO, false);
        executor.begin(1, new Action.OnLinks(target, new LinkFault.Cut(link)));
        executor.begin(2, new Action.OnLinks(target, new LinkFault.Delay(link, Duration.ofSeconds(1), Duration.ZERO)));

        assertThat(executor.steps().starts().containsKey(1)).isEqualTo(isCut);
        assertThat(executor.steps().starts().containsKey(2)).isEqualTo(isLate);
    }
}

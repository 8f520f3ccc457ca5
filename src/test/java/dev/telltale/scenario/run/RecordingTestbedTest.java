package dev.telltale.scenario.run;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.model.NodeId;
import dev.telltale.model.VerdictChange;
import dev.telltale.scenario.Action;
import dev.telltale.scenario.NodeState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RecordingTestbedTest {
    /** Every operation fails. */
    private static final class Failing extends RecordingTestbed {
        Failing() {
            super(() -> NOW);
        }

        @Override
        public List<RunResult.Fact> facts() {
            return List.of();
        }

        @Override
        public void open() {
            forgetActions();
        }

        @Override
        public void runUntil(Duration time) {
            // Nothing happens.
        }

        @Override
        List<VerdictChange> verdictChanges() {
            return List.of();
        }

        @Override
        Incidents incidents() {
            return Incidents.NONE;
        }

        @Override
        public NodeState state(NodeId node) {
            return NodeState.RUNNING;
        }

        @Override
        public CompletableFuture<?> perform(Action.Verb verb, NodeId node) {
            return CompletableFuture.failedFuture(new IllegalStateException("no"));
        }

        @Override
        public CompletableFuture<FaultId> inject(FaultType effect) {
            return CompletableFuture.failedFuture(new IllegalStateException("no"));
        }

        @Override
        public CompletableFuture<?> heal(FaultId fault) {
            return CompletableFuture.failedFuture(new IllegalStateException("no"));
        }
    }

    @Test
    void aFailureOfOneRunDoesNotEndTheNextRun() {
        var testbed = new Failing();
        testbed.begin(1, new Action.OnProcesses(Action.Verb.KILL, List.of(node(1))));
        assertThatThrownBy(testbed::checkActions).isInstanceOf(TestbedException.class);
        testbed.open();
        assertThatCode(testbed::checkActions).doesNotThrowAnyException();
    }
}

package dev.telltale.node.http;

import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LeaveBarrierTest {
    private final LeaveBarrier barrier = new LeaveBarrier();

    @Test
    void theLeaveIsOverWhenEachPeerHasHeardOfIt() {
        barrier.begin(List.of(node(2), node(3)));
        barrier.onAnnounced("node2");
        assertThat(barrier.isOver()).isFalse();
        barrier.onAnnounced("node3");
        assertThat(barrier.isOver()).isTrue();
    }

    @Test
    void aPeerThatLeavesItselfIsNotWaitedFor() {
        barrier.onRequest(node(2), true);
        barrier.begin(List.of(node(2)));
        assertThat(barrier.isOver()).isTrue();
    }

    @Test
    void aPeerThatCameBackIsWaitedFor() {
        barrier.onRequest(node(2), true);
        barrier.onRequest(node(2), false);
        barrier.begin(List.of(node(2)));
        assertThat(barrier.isOver()).isFalse();
    }
}

package dev.telltale.dashboard.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FxBridgeTest {
    private final ArrayDeque<Runnable> receiverThread = new ArrayDeque<>();
    private final List<Integer> received = new ArrayList<>();
    private final FxBridge<Integer> bridge = new FxBridge<>(receiverThread::add, received::add);

    @Test
    void aSlowReceiverSkipsToTheNewestValueInOnePendingTask() {
        for (int i = 0; i < 1_000; i++) {
            bridge.publish(i);
        }
        assertThat(receiverThread).hasSize(1);
        receiverThread.remove().run();
        assertThat(received).containsExactly(999);
    }

    @Test
    void aValuePublishedAfterTheReceiverRanIsDeliveredToo() {
        bridge.publish(1);
        receiverThread.remove().run();
        bridge.publish(2);
        receiverThread.remove().run();
        assertThat(received).containsExactly(1, 2);
    }
}

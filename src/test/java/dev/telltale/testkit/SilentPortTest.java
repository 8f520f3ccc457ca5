package dev.telltale.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The port is silent even if other clients fill its queue first. */
@EnabledOnOs(OS.LINUX)
@Tag("network")
class SilentPortTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    @Timeout(30)
    void aPortWithOtherConnectingClientsIsSilentAtOnce() throws Exception {
        for (int round = 0; round < 20; round++) {
            int number = TestPorts.free();
            var isOver = new AtomicBoolean();
            List<SocketChannel> others = new ArrayList<>();
            var connecting = new Thread(() -> connect(number, isOver, others), "connects-to-silent-port");
            connecting.start();
            SilentPort port = new SilentPort(LOOPBACK, number);
            try (var socket = new Socket()) {
                assertThatThrownBy(() -> socket.connect(new InetSocketAddress(LOOPBACK, number), 50))
                        .isInstanceOf(SocketTimeoutException.class);
            } finally {
                port.close();
                isOver.set(true);
                connecting.join();
                for (SocketChannel other : others) {
                    other.close();
                }
            }
        }
    }

    /** Connects until two places in the queue are taken, or the round is over. */
    private static void connect(int port, AtomicBoolean isOver, List<SocketChannel> others) {
        while (!isOver.get() && others.size() < 2) {
            SocketChannel client = assertDoesNotThrow(() -> SocketChannel.open());
            try {
                client.configureBlocking(false);
                client.connect(new InetSocketAddress(LOOPBACK, port));
                while (!isOver.get() && !client.finishConnect()) {
                    Thread.onSpinWait();
                }
                others.add(client);
            } catch (IOException refusedYet) {
                assertDoesNotThrow(client::close);
            }
        }
    }
}

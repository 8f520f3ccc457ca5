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

/** The port is silent also where its queue is filled by others before it fills it itself. */
@EnabledOnOs(OS.LINUX)
@Tag("network")
class SilentPortTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    @Timeout(30)
    void aPortThatOthersAskMeanwhileIsSilentAtOnce() throws Exception {
        for (int round = 0; round < 20; round++) {
            int number = TestPorts.free();
            var isOver = new AtomicBoolean();
            List<SocketChannel> others = new ArrayList<>();
            var asking = new Thread(() -> ask(number, isOver, others), "asks-silent-port");
            asking.start();
            SilentPort port = new SilentPort(LOOPBACK, number);
            try (var socket = new Socket()) {
                assertThatThrownBy(() -> socket.connect(new InetSocketAddress(LOOPBACK, number), 50))
                        .isInstanceOf(SocketTimeoutException.class);
            } finally {
                port.close();
                isOver.set(true);
                asking.join();
                for (SocketChannel other : others) {
                    other.close();
                }
            }
        }
    }

    /** Until two places are taken, or it is over. */
    private static void ask(int port, AtomicBoolean isOver, List<SocketChannel> others) {
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

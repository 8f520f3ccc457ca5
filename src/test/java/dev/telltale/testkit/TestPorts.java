package dev.telltale.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/**
 * Free ports below the range from which systems take the local end of connections. The system property {@code
 * telltale.fork}, fork-1 to fork-16, selects a part of the range for this test process, so that two of them never get
 * the same port.
 */
public final class TestPorts {
    private static final int FIRST = 20_000;
    private static final int FORKS = 16;
    private static final int PER_FORK = 12_000 / FORKS;
    private static final int FORK =
            Integer.parseInt(System.getProperty("telltale.fork", "fork-1").replace("fork-", ""));
    private static final int BASE = FIRST + (FORK - 1) * PER_FORK;

    /** Counter of the ports returned; a port is repeated only after all others of the part. */
    private static int next = (int) (ProcessHandle.current().pid() % PER_FORK);

    private TestPorts() {}

    public static int free() {
        return free(1)[0];
    }

    public static int[] free(int count) {
        return IntStream.generate(TestPorts::nextFree).limit(count).toArray();
    }

    private static synchronized int nextFree() {
        for (int tried = 0; tried < PER_FORK; tried++) {
            int port = BASE + next++ % PER_FORK;
            if (isFree(port)) {
                return port;
            }
        }
        throw new AssertionError("no free port from " + BASE + " to " + (BASE + PER_FORK - 1));
    }

    public static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}

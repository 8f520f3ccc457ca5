package dev.telltale;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Free ports below the range from which systems take the near end of connections: nobody gets them by chance. */
public final class TestPorts {
    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;

    private TestPorts() {}

    public static int[] free(int count) {
        Set<Integer> ports = new LinkedHashSet<>();
        while (ports.size() < count) {
            int port = FIRST + ThreadLocalRandom.current().nextInt(COUNT);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                ports.add(socket.getLocalPort());
            } catch (IOException taken) {
                // The next one, then.
            }
        }
        return ports.stream().mapToInt(Integer::intValue).toArray();
    }
}

package dev.telltale.launcher;

import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.net.HostName;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Ports for members that asked for any free one. They lie below the range from which systems take the near end of outgoing
 * connections: a node that asks a dead peer must never be able to connect to itself.
 */
final class FreePorts {
    static final int FIRST = 20_000;
    static final int LAST = 31_999;
    private static final int MOST_TRIES = 2_000;

    private FreePorts() {}

    /** The same members in the same order, each with a port. */
    static List<Member> resolve(List<Member> members, Random random) {
        Set<Integer> taken = new HashSet<>();
        members.forEach(member -> taken.add(member.address().port()));
        List<Member> resolved = new ArrayList<>();
        for (Member member : members) {
            Address address = member.address();
            resolved.add(
                    address.port() != 0
                            ? member
                            : new Member(member.id(), address.withPort(free(address.host(), taken, random))));
        }
        return List.copyOf(resolved);
    }

    private static int free(String host, Set<Integer> taken, Random random) {
        for (int i = 0; i < MOST_TRIES; i++) {
            int port = FIRST + random.nextInt(LAST - FIRST + 1);
            if (!taken.contains(port) && canBind(host, port)) {
                taken.add(port);
                return port;
            }
        }
        throw new IllegalStateException("No port from " + FIRST + " to " + LAST + " can be opened on " + host
                + "; give the nodes ports of their own in the config.");
    }

    private static boolean canBind(String host, int port) {
        try (var socket = new ServerSocket(port, 1, HostName.ofSystem(host).get(0))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}

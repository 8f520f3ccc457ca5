package dev.telltale.platform;

import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.net.HostName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Finds free ports, and chooses them for members whose configured port is 0. Those are below the ephemeral range of common systems:
 * otherwise a node that connects to a stopped peer could be given that port as its local one, and connect to itself.
 */
public final class FreePorts {
    static final int FIRST = 20_000;
    static final int LAST = 31_999;
    private static final int MAX_TRIES = 2_000;

    private FreePorts() {}

    /**
     * The same members in the same order, each with a port. Blocks up to 5 s for host lookups; opens and closes
     * sockets.
     *
     * @throws NoPortException if a host cannot be looked up or none of its ports can be opened
     */
    public static List<Member> resolve(List<Member> members, Random random) {
        return resolve(members, random, HostName::ofSystem, HostName.START_DEADLINE);
    }

    /** The same with another source of addresses and lookup deadline. */
    public static List<Member> resolve(List<Member> members, Random random, HostName.Source names, Duration deadline) {
        Map<String, CompletableFuture<List<InetAddress>>> hosts = new HashMap<>();
        Set<Integer> taken = new HashSet<>();
        for (Member member : members) {
            Address address = member.address();
            taken.add(address.port());
            if (address.port() == 0) {
                hosts.computeIfAbsent(address.host(), host -> new HostName(host, names).addresses(deadline));
            }
        }
        List<Member> resolved = new ArrayList<>();
        for (Member member : members) {
            var lookup = hosts.get(member.address().host());
            resolved.add(
                    member.address().port() != 0 || lookup == null ? member : withPort(member, lookup, taken, random));
        }
        return List.copyOf(resolved);
    }

    private static Member withPort(
            Member member, CompletableFuture<List<InetAddress>> lookup, Set<Integer> taken, Random random) {
        Address address = member.address();
        InetAddress host;
        try {
            host = HostName.await(lookup).get(0);
        } catch (UnknownHostException e) {
            throw new NoPortException("There is no port for " + member.id() + ": " + e.getMessage() + ".");
        }
        for (int i = 0; i < MAX_TRIES; i++) {
            int port = FIRST + random.nextInt(LAST - FIRST + 1);
            if (!taken.contains(port) && canBind(host, port)) {
                taken.add(port);
                return new Member(member.id(), address.withPort(port));
            }
        }
        throw new NoPortException("No port from " + FIRST + " to " + LAST + " can be opened on " + address.host()
                + "; give the nodes ports of their own in the config.");
    }

    /** Whether a node may listen on this port of 127.0.0.1 now. Opens and closes a socket. */
    public static boolean isFree(int port) {
        return canBind(InetAddress.getLoopbackAddress(), port);
    }

    private static boolean canBind(InetAddress host, int port) {
        try (var socket = new ServerSocket(port, 1, host)) {
            return socket.isBound();
        } catch (IOException inUse) {
            return false;
        }
    }
}

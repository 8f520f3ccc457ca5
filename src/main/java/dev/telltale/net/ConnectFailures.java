package dev.telltale.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Why none of a host's addresses could be used. The host has refused only if every address refused; an IPv6 address counts
 * for nothing on a machine without IPv6. For one thread at a time.
 */
public final class ConnectFailures {
    private static final int IS_IGNORED = 0;
    private static final int IS_REFUSED = 1;
    private static final int IS_IN_DOUBT = 2;

    private final Predicate<InetAddress> hasFamily;
    private @Nullable IOException worst;
    private int weight;
    private int count;

    public ConnectFailures() {
        this(ConnectFailures::hasFamilyHere);
    }

    /** @param hasFamily whether this machine could reach an address of that family at all */
    ConnectFailures(Predicate<InetAddress> hasFamily) {
        this.hasFamily = hasFamily;
    }

    public void add(InetAddress at, IOException failure) {
        int its = weight(at, failure);
        if (worst == null || its > weight) {
            worst = failure;
            weight = its;
        }
        count++;
    }

    public int count() {
        return count;
    }

    /**
     * The first of those that leave the most doubt whether the host runs.
     *
     * @throws IllegalStateException if there is none
     */
    public IOException worst() {
        if (worst == null) {
            throw new IllegalStateException("no failure was added");
        }
        return worst;
    }

    private int weight(InetAddress at, IOException failure) {
        if (failure instanceof ConnectException) {
            return IS_REFUSED;
        }
        // "Network is unreachable" is told by the same exception as a broken connection.
        boolean isUnreachable = failure instanceof SocketException || failure instanceof UnreachableException;
        return isUnreachable && !hasFamily.test(at) ? IS_IGNORED : IS_IN_DOUBT;
    }

    /** Every machine has IPv4. One without IPv6 has at most ::1 and addresses of a single link. */
    private static boolean hasFamilyHere(InetAddress at) {
        if (!(at instanceof Inet6Address)) {
            return true;
        }
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .anyMatch(own -> own instanceof Inet6Address
                            && own.isLoopbackAddress() == at.isLoopbackAddress()
                            && (at.isLinkLocalAddress() || !own.isLinkLocalAddress()));
        } catch (SocketException e) {
            return true;
        }
    }
}

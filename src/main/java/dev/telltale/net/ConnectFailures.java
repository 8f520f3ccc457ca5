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
 * Collects the failed attempts to connect to the addresses of one host, and chooses the failure to report. The host
 * counts as refusing only if every address refused; IPv6 addresses are ignored on a machine without IPv6. Not
 * thread-safe.
 */
public final class ConnectFailures {
    private static final int IGNORED = 0;
    private static final int REFUSED = 1;
    private static final int UNCERTAIN = 2;

    private final Predicate<InetAddress> hasFamily;
    private @Nullable IOException decisive;
    private int weight;
    private int count;

    public ConnectFailures() {
        this(ConnectFailures::hasFamilyHere);
    }

    /** @param hasFamily whether this machine has addresses of the same family */
    ConnectFailures(Predicate<InetAddress> hasFamily) {
        this.hasFamily = hasFamily;
    }

    public void add(InetAddress at, IOException failure) {
        int newWeight = weight(at, failure);
        if (decisive == null || newWeight > weight) {
            decisive = failure;
            weight = newWeight;
        }
        count++;
    }

    public int count() {
        return count;
    }

    /**
     * The failure to report: the first one that may hide a running host, or else the first refusal.
     *
     * @throws IllegalStateException if no failure was added
     */
    public IOException decisive() {
        if (decisive == null) {
            throw new IllegalStateException("no failure was added");
        }
        return decisive;
    }

    private int weight(InetAddress at, IOException failure) {
        if (failure instanceof ConnectException) {
            return REFUSED;
        }
        // "Network is unreachable" has the same exception type as a lost connection.
        boolean isUnreachable = failure instanceof SocketException || failure instanceof UnreachableException;
        return isUnreachable && !hasFamily.test(at) ? IGNORED : UNCERTAIN;
    }

    /** Assumes IPv4 everywhere. A machine without IPv6 has at most ::1 and link-local addresses. */
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

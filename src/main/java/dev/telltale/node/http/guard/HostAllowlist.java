package dev.telltale.node.http.guard;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The names by which a node may be asked: what it was started with, the address that the connection came in on, and where
 * that is loopback, the names of loopback; each with the port. Any other name may belong to a web page whose author lets it
 * lead here (DNS rebinding).
 */
public final class HostAllowlist {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> configured = new HashSet<>();

    public HostAllowlist(Set<String> hosts) {
        hosts.forEach(host -> configured.add(bracketed(host.toLowerCase(Locale.ROOT))));
    }

    boolean include(String host, InetSocketAddress arrived) {
        String port = ":" + arrived.getPort();
        if (!host.endsWith(port)) {
            return false;
        }
        String name = host.substring(0, host.length() - port.length()).toLowerCase(Locale.ROOT);
        InetAddress address = arrived.getAddress();
        return configured.contains(name)
                || (address.isLoopbackAddress() && LOOPBACK.contains(name))
                || name.equals(bracketed(address.getHostAddress()));
    }

    private static String bracketed(String host) {
        return host.indexOf(':') < 0 ? host : '[' + host + ']';
    }
}

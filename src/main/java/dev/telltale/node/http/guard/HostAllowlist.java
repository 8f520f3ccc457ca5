package dev.telltale.node.http.guard;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The accepted values of the Host header: the configured hosts, the local address of the connection, and if that is a
 * loopback address, the names of loopback; each with the port. Any other name may be that of a web page whose name
 * server returns this address (DNS rebinding).
 */
public final class HostAllowlist {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> configured = new HashSet<>();

    /** @param hosts the configured host names and addresses, without a port */
    public HostAllowlist(Set<String> hosts) {
        hosts.forEach(host -> configured.add(bracketed(host.toLowerCase(Locale.ROOT))));
    }

    boolean contains(String host, InetSocketAddress local) {
        String port = ":" + local.getPort();
        if (!host.endsWith(port)) {
            return false;
        }
        String name = host.substring(0, host.length() - port.length()).toLowerCase(Locale.ROOT);
        InetAddress address = local.getAddress();
        return configured.contains(name)
                || (address.isLoopbackAddress() && LOOPBACK.contains(name))
                || name.equals(bracketed(address.getHostAddress()));
    }

    private static String bracketed(String host) {
        return host.indexOf(':') < 0 ? host : '[' + host + ']';
    }
}

package dev.telltale.model;

import dev.telltale.text.SafeText;
import org.jspecify.annotations.Nullable;

/**
 * The listen address of a node: a host name or IP address, and a port from 0 to 65535 (0: any free port, chosen at
 * start). An IPv6 address is stored without brackets and printed with them.
 */
public record Address(String host, int port) {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_HOST_LENGTH = 253;

    public Address {
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (!isHost(host)) {
            throw new IllegalArgumentException("a host is a name or an IP address, found " + SafeText.of(host));
        }
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port is a whole number from 1 to 65535, found " + port);
        }
    }

    /**
     * Parses {@code host:port} or {@code [ipv6]:port}.
     *
     * @throws IllegalArgumentException with a message for the user if the text is neither
     */
    public static Address parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new IllegalArgumentException("an address is host:port, found " + SafeText.of(text));
        }
        String port = text.substring(colon + 1);
        if (!port.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("a port is a whole number from 1 to 65535, found " + SafeText.of(port));
        }
        return new Address(text.substring(0, colon), Integer.parseInt(port));
    }

    // Written by hand, as in NodeId: every command compares the addresses of its config.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Address address && port == address.port && host.equals(address.host);
    }

    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }

    public Address withPort(int newPort) {
        return new Address(host, newPort);
    }

    public String url() {
        return "http://" + this;
    }

    private static boolean isHost(String host) {
        return !host.isEmpty()
                && host.length() <= MAX_HOST_LENGTH
                && host.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "-._:%".indexOf(c) >= 0));
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port;
    }
}

package dev.telltale.cli.node;

import dev.telltale.auth.ClusterKey;
import dev.telltale.cli.base.CommandException;
import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import dev.telltale.net.HostName;
import dev.telltale.platform.KeyFile;
import dev.telltale.wire.NodeSettings;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Requires a cluster key for a node that listens on an address that other machines reach. */
public final class ListenPolicy {
    private ListenPolicy() {}

    /**
     * Reads the key file. May look up the host name, which blocks for some seconds.
     *
     * @return null if no file is named and none is needed
     * @throws CommandException if a key is needed but not named, or the file cannot be used
     */
    public static @Nullable ClusterKey key(NodeId node, Address listen, @Nullable Path keyFile)
            throws CommandException {
        if (keyFile == null) {
            checkWithoutKey(node, listen);
            return null;
        }
        try {
            return KeyFile.read(keyFile);
        } catch (IOException e) {
            throw CommandException.environment("The cluster key: " + e.getMessage());
        }
    }

    /** The same for a node that was given its key, or null. */
    static void check(NodeSettings node) throws CommandException {
        if (node.key() == null) {
            checkWithoutKey(node.self().id(), node.self().address());
        }
    }

    private static void checkWithoutKey(NodeId node, Address listen) throws CommandException {
        if (!isLoopback(node, listen.host())) {
            throw CommandException.usage(node + " is configured to listen on " + listen.host()
                    + ", where other machines reach it, and has no cluster key; create one with telltale key FILE"
                    + " and name it with --key-file or as key_file in the config, or listen on 127.0.0.1");
        }
    }

    /** A warning if the host name resolves to loopback, as Debian configures a machine's own name; else null. */
    static @Nullable String loopbackWarning(NodeId node, Address listen, InetAddress bound) {
        String host = listen.host();
        boolean isExplicit = host.equals("localhost") || HostName.isLiteral(host);
        return isExplicit || !bound.isLoopbackAddress()
                ? null
                : node + " listens on " + (bound instanceof Inet6Address ? "::1" : bound.getHostAddress())
                        + ", which is what " + host + " means here: only this machine reaches it";
    }

    /** A name is loopback if all its addresses are; the node checks the address that it binds again. */
    private static boolean isLoopback(NodeId node, String host) throws CommandException {
        try {
            return HostName.await(host, HostName::ofSystem, HostName.START_DEADLINE).stream()
                    .allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            throw CommandException.environment(node + " cannot listen: " + e.getMessage());
        }
    }
}

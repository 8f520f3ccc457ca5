package dev.telltale.cli.node;

import dev.telltale.auth.ClusterKey;
import dev.telltale.cli.base.CommandException;
import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import dev.telltale.net.HostName;
import dev.telltale.platform.KeyFile;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Beyond this machine a node listens only with a cluster key. */
public final class ListenPolicy {
    private ListenPolicy() {}

    /** The key in the file, or null where none is named and none is needed. */
    public static @Nullable ClusterKey key(NodeId node, Address listen, @Nullable Path keyFile)
            throws CommandException {
        if (keyFile == null) {
            if (!isLoopback(node, listen.host())) {
                throw CommandException.usage(node + " is to listen on " + listen.host()
                        + ", where other machines reach it, and has no cluster key; make one with telltale key FILE"
                        + " and name it with --key-file or as key_file in the config, or listen on 127.0.0.1");
            }
            return null;
        }
        try {
            return KeyFile.read(keyFile);
        } catch (IOException e) {
            throw CommandException.environment("The cluster key: " + e.getMessage());
        }
    }

    /** What to say of a host name that means only this machine, as Debian lets a machine's own name do; null if it does not. */
    static @Nullable String onlyHere(NodeId node, Address listen, InetAddress bound) {
        String host = listen.host();
        boolean isSaid = host.equals("localhost") || HostName.isLiteral(host);
        return isSaid || !bound.isLoopbackAddress()
                ? null
                : node + " listens on " + (bound instanceof Inet6Address ? "::1" : bound.getHostAddress())
                        + ", which is what " + host + " means here: only this machine reaches it";
    }

    /** A name is loopback if all its addresses are; the node checks the one that it binds once more. */
    private static boolean isLoopback(NodeId node, String host) throws CommandException {
        try {
            return HostName.await(host, HostName::ofSystem, HostName.START_DEADLINE).stream()
                    .allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            throw CommandException.environment(node + " cannot listen: " + e.getMessage());
        }
    }
}

package dev.telltale.client;

import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.registry.RunRecord;
import dev.telltale.wire.ErrorJson;
import dev.telltale.wire.FaultJson;
import dev.telltale.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Injects, renews, clears and lists faults of running nodes through their endpoint {@code /faults}. Any thread; never
 * blocks. Every future completes within 2 s, exceptionally with a {@link NodeAdminException}.
 */
public final class FaultClient {
    private static final String PATH = "/faults";
    private static final int FORBIDDEN = 403;
    private static final int GONE = 410;

    private final NodeAdminClient client = new NodeAdminClient();

    /** Injects or renews the part of the fault that concerns this node; completes at once if there is none. */
    public CompletableFuture<Void> put(RunRecord node, Fault fault) {
        return fault.partOf(node.id())
                .map(part ->
                        client.send(node, "PUT", PATH, FaultJson.write(part)).thenAccept(reply -> check(node, reply)))
                .orElse(CompletableFuture.completedFuture(null));
    }

    /** Renews the lease; false if the fault no longer exists on the node. */
    public CompletableFuture<Boolean> renew(RunRecord node, FaultId fault) {
        return client.send(node, "PUT", PATH + "?id=" + fault, null).thenApply(reply -> {
            if (reply.status() == GONE) {
                return false;
            }
            check(node, reply);
            return true;
        });
    }

    /** Clears the fault, if it exists. */
    public CompletableFuture<Void> heal(RunRecord node, FaultId fault) {
        return delete(node, PATH + "?id=" + fault);
    }

    /** Clears all faults of the node, also those of other programs. */
    public CompletableFuture<Void> healAll(RunRecord node) {
        return delete(node, PATH);
    }

    private CompletableFuture<Void> delete(RunRecord node, String path) {
        return client.send(node, "DELETE", path, null).thenAccept(reply -> {
            if (!allowsNoFaults(reply)) {
                check(node, reply);
            }
        });
    }

    /** The active faults of this node, oldest first. */
    public CompletableFuture<List<Fault>> list(RunRecord node) {
        return client.send(node, "GET", PATH, null).thenApply(reply -> {
            if (allowsNoFaults(reply)) {
                return List.of();
            }
            check(node, reply);
            try {
                byte[] body = body(reply);
                return FaultJson.readAll(body, body.length, Instant.EPOCH);
            } catch (WireException e) {
                throw new NodeAdminException(node.id() + " sent an invalid list of faults: " + e.getMessage());
            }
        });
    }

    /** A node that allows no faults has none to list or to clear; every other 403 is an error. */
    private static boolean allowsNoFaults(NodeAdminClient.Reply reply) {
        return reply.status() == FORBIDDEN
                && ErrorJson.code(body(reply), body(reply).length)
                        .filter(ErrorJson.NO_FAULTS_ALLOWED::equals)
                        .isPresent();
    }

    private static void check(RunRecord node, NodeAdminClient.Reply reply) {
        if (allowsNoFaults(reply)) {
            throw new NodeAdminException(
                    node.id() + " does not allow faults: it was started by hand, without --allow-faults");
        }
        if (!reply.isOk()) {
            String reason = reason(reply);
            throw new NodeAdminException(
                    node.id() + " refused with status " + reply.status() + (reason.isEmpty() ? "" : ": " + reason));
        }
    }

    /** The error text in the body; empty if the body is not that of a node. */
    private static String reason(NodeAdminClient.Reply reply) {
        return ErrorJson.read(body(reply), body(reply).length).orElse("");
    }

    private static byte[] body(NodeAdminClient.Reply reply) {
        return reply.body().getBytes(StandardCharsets.UTF_8);
    }
}

package dev.telltale.client;

import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.registry.RunRecord;
import dev.telltale.wire.ErrorJson;
import dev.telltale.wire.FaultJson;
import dev.telltale.wire.WireException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Injects, renews, clears and lists faults of running nodes through their endpoint {@code /faults}. Any thread; never
 * blocks. Every future completes within 2 s, exceptionally with a {@link NodeAdminException}.
 */
public final class FaultClient {
    private static final String PATH = "/faults";
    private static final int OK = 200;
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
            if (reply.statusCode() == GONE) {
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
                return FaultJson.readAll(reply.body(), reply.body().length, Instant.EPOCH);
            } catch (WireException e) {
                throw new NodeAdminException(node.id() + " sent an invalid list of faults: " + e.getMessage());
            }
        });
    }

    /** A node that allows no faults has none to list or to clear; every other 403 is an error. */
    private static boolean allowsNoFaults(HttpResponse<byte[]> reply) {
        return reply.statusCode() == FORBIDDEN
                && ErrorJson.code(reply.body(), reply.body().length)
                        .filter(ErrorJson.NO_FAULTS_ALLOWED::equals)
                        .isPresent();
    }

    private static void check(RunRecord node, HttpResponse<byte[]> reply) {
        if (allowsNoFaults(reply)) {
            throw new NodeAdminException(
                    node.id() + " does not allow faults: it was started by hand, without --allow-faults");
        }
        if (reply.statusCode() != OK) {
            String reason = reason(reply);
            throw new NodeAdminException(
                    node.id() + " refused with status " + reply.statusCode() + (reason.isEmpty() ? "" : ": " + reason));
        }
    }

    /** The error text in the body; empty if the body is not that of a node. */
    private static String reason(HttpResponse<byte[]> reply) {
        return ErrorJson.read(reply.body(), reply.body().length).orElse("");
    }
}

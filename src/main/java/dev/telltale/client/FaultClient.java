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
 * The port {@code /faults} of running nodes. Any thread; nothing blocks. Every future completes within 2 s, exceptionally
 * with an {@link NodeAdminException} of a few words.
 */
public final class FaultClient {
    private static final String PATH = "/faults";
    private static final int FORBIDDEN = 403;
    private static final int GONE = 410;

    private final NodeAdminClient orders = new NodeAdminClient();

    /** Makes as much of the fault as concerns this node, or renews that; done at once where nothing does. */
    public CompletableFuture<Void> put(RunRecord node, Fault fault) {
        return fault.partOf(node.id())
                .map(part ->
                        orders.send(node, "PUT", PATH, FaultJson.write(part)).thenAccept(reply -> check(node, reply)))
                .orElse(CompletableFuture.completedFuture(null));
    }

    /** Renews the lease; whether the fault was still there to renew. */
    public CompletableFuture<Boolean> renew(RunRecord node, FaultId fault) {
        return orders.send(node, "PUT", PATH + "?id=" + fault, null).thenApply(reply -> {
            if (reply.status() == GONE) {
                return false;
            }
            check(node, reply);
            return true;
        });
    }

    /** Heals it, if it is there. */
    public CompletableFuture<Void> heal(RunRecord node, FaultId fault) {
        return delete(node, PATH + "?id=" + fault);
    }

    /** Heals whatever there is, whoever made it. */
    public CompletableFuture<Void> healAll(RunRecord node) {
        return delete(node, PATH);
    }

    private CompletableFuture<Void> delete(RunRecord node, String path) {
        return orders.send(node, "DELETE", path, null).thenAccept(reply -> {
            if (!allowsNoFaults(reply)) {
                check(node, reply);
            }
        });
    }

    /** What this node is broken with, oldest first. */
    public CompletableFuture<List<Fault>> list(RunRecord node) {
        return orders.send(node, "GET", PATH, null).thenApply(reply -> {
            if (allowsNoFaults(reply)) {
                return List.of();
            }
            check(node, reply);
            try {
                byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
                return FaultJson.readAll(body, body.length, Instant.EPOCH);
            } catch (WireException e) {
                throw new NodeAdminException(node.id() + " answered what is no list of faults: " + e.getMessage());
            }
        });
    }

    /** A node that allows no faults has none to list or to heal; every other 403 is a refusal. */
    private static boolean allowsNoFaults(NodeAdminClient.Reply reply) {
        return reply.status() == FORBIDDEN && reason(reply).startsWith(FaultJson.NOT_ALLOWED);
    }

    private static void check(RunRecord node, NodeAdminClient.Reply reply) {
        if (allowsNoFaults(reply)) {
            throw new NodeAdminException(
                    node.id() + " does not let itself be broken: it was started by hand, without --allow-faults");
        }
        if (!reply.isOk()) {
            String reason = reason(reply);
            throw new NodeAdminException(
                    node.id() + " refused with status " + reply.status() + (reason.isEmpty() ? "" : ": " + reason));
        }
    }

    /** What a node says beside its status; empty where the body is none of a node. */
    private static String reason(NodeAdminClient.Reply reply) {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        return ErrorJson.read(body, body.length).orElse("");
    }
}

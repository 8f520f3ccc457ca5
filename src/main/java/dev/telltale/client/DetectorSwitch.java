package dev.telltale.client;

import dev.telltale.model.DetectorKind;
import dev.telltale.registry.RunRecord;
import dev.telltale.wire.DetectorJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Selects, on running nodes, the detector that decides the status. Any thread. */
public final class DetectorSwitch {
    private DetectorSwitch() {}

    /**
     * Sends the requests concurrently. Fails with an {@link IllegalStateException} of one sentence that names the nodes
     * on which it failed; the others have changed.
     */
    public static CompletableFuture<Void> set(Collection<RunRecord> nodes, DetectorKind detector) {
        var client = new NodeAdminClient();
        List<CompletableFuture<@Nullable String>> errors = new ArrayList<>();
        for (RunRecord node : nodes) {
            errors.add(set(client, node, detector));
        }
        return CompletableFuture.allOf(errors.toArray(CompletableFuture<?>[]::new))
                .thenAccept(all -> {
                    List<String> found = errors.stream()
                            .map(CompletableFuture::join)
                            .filter(error -> error != null)
                            .toList();
                    if (!found.isEmpty()) {
                        throw new IllegalStateException(String.join("; ", found) + ".");
                    }
                });
    }

    /** The error text, or null. */
    private static CompletableFuture<@Nullable String> set(
            NodeAdminClient client, RunRecord node, DetectorKind detector) {
        return client.send(node, "PUT", "/detector", DetectorJson.write(detector))
                .handle((reply, failure) -> {
                    if (failure != null) {
                        return failure.getMessage();
                    }
                    return reply.isOk() ? null : node.id() + " refused with status " + reply.status();
                });
    }
}

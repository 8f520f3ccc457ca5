package dev.telltale.client;

import dev.telltale.model.DetectorKind;
import dev.telltale.registry.RunRecord;
import dev.telltale.wire.DetectorJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Tells running nodes which detector decides. */
public final class DetectorSwitch {
    private DetectorSwitch() {}

    /** All at once; fails with a {@link IllegalStateException} of one sentence if one did not take it. */
    public static CompletableFuture<Void> set(Collection<RunRecord> nodes, DetectorKind detector) {
        var orders = new NodeAdminClient();
        List<CompletableFuture<@Nullable String>> troubles = new ArrayList<>();
        for (RunRecord node : nodes) {
            troubles.add(set(orders, node, detector));
        }
        return CompletableFuture.allOf(troubles.toArray(CompletableFuture<?>[]::new))
                .thenAccept(all -> {
                    List<String> told = troubles.stream()
                            .map(CompletableFuture::join)
                            .filter(trouble -> trouble != null)
                            .toList();
                    if (!told.isEmpty()) {
                        throw new IllegalStateException(String.join("; ", told) + ".");
                    }
                });
    }

    /** What went wrong, or null. */
    private static CompletableFuture<@Nullable String> set(
            NodeAdminClient orders, RunRecord node, DetectorKind detector) {
        return orders.send(node, "PUT", "/detector", DetectorJson.write(detector))
                .handle((reply, failure) -> {
                    if (failure != null) {
                        return failure.getMessage();
                    }
                    return reply.isOk() ? null : node.id() + " refused with status " + reply.status();
                });
    }
}

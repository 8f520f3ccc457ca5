package dev.telltale.launcher;

import dev.telltale.model.DetectorKind;
import dev.telltale.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Tells running nodes which detector decides, with the token from their run records. */
public final class DetectorSwitch {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int HTTP_OK = 200;

    private DetectorSwitch() {}

    /** All at once; fails with a {@link IllegalStateException} of one sentence if one did not take it. */
    public static CompletableFuture<Void> set(Collection<RunRecord> nodes, DetectorKind detector) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(PATIENCE)
                .build();
        List<CompletableFuture<@Nullable String>> troubles = new ArrayList<>();
        for (RunRecord node : nodes) {
            troubles.add(set(http, node, detector));
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
    private static CompletableFuture<@Nullable String> set(HttpClient http, RunRecord node, DetectorKind detector) {
        Secret token = node.token();
        if (token == null) {
            return CompletableFuture.completedFuture(node.id() + " takes no orders: its run record has no token");
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.address().url() + "/detector"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token.reveal())
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"detector\":\"" + detector.word() + "\"}"))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).handle((response, failure) -> {
            if (failure != null) {
                return node.id() + " did not answer: " + reason(failure);
            }
            return response.statusCode() == HTTP_OK
                    ? null
                    : node.id() + " refused with status " + response.statusCode();
        });
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof IOException && cause.getMessage() != null ? cause.getMessage() : cause.toString();
    }
}

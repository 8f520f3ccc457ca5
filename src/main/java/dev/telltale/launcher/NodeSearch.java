package dev.telltale.launcher;

import dev.telltale.concurrent.Futures;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.StatusReport;
import dev.telltale.net.HostName;
import dev.telltale.net.NodeHttp;
import dev.telltale.net.ThisMachine;
import dev.telltale.net.UnreachableException;
import dev.telltale.text.SafeText;
import dev.telltale.wire.StatusJson;
import dev.telltale.wire.WireException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks for nodes without a local run record by requesting {@code /status} at their addresses. Any thread; never
 * blocks.
 */
public final class NodeSearch {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final int MAX_REASON_LENGTH = 120;

    private final NodeHttp http;

    public NodeSearch(HostName.Source names) {
        http = new NodeHttp(names, null);
    }

    /**
     * A node that runs, or may run.
     *
     * @param predicate the rest of a sentence whose subject is the node
     * @param isConfirmed whether the node itself responded
     * @param pid as the node reports it, valid on its machine and in its container; null if it reports none
     * @param isLocal whether the address belongs to this machine
     */
    public record Presence(
            String predicate, boolean isConfirmed, @Nullable Long pid, boolean isLocal) {}

    /**
     * Requests the status at every address of the member's host. Completes within 4 s and never fails. Empty if every
     * address refused the connection or belongs to another node.
     */
    public CompletableFuture<Optional<Presence>> find(Member member) {
        return http.addresses(member.address(), TIMEOUT)
                .thenCompose(addresses ->
                        firstOf(addresses.stream().map(at -> find(member, at)).toList()))
                .exceptionally(
                        failure -> Optional.of(withoutResponse(member.address().toString(), failure)));
    }

    /** The first confirmed node, or else the first possible one. */
    private static CompletableFuture<Optional<Presence>> firstOf(List<CompletableFuture<Optional<Presence>>> searches) {
        return CompletableFuture.allOf(searches.toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> {
                    List<Presence> found = searches.stream()
                            .flatMap(search -> search.join().stream())
                            .toList();
                    return found.stream()
                            .filter(Presence::isConfirmed)
                            .findFirst()
                            .or(() -> found.stream().findFirst());
                });
    }

    private CompletableFuture<Optional<Presence>> find(Member member, InetAddress at) {
        Address target = new Address(at.getHostAddress(), member.address().port());
        String place = member.address()
                + (HostName.literal(member.address().host()).isPresent() ? "" : " (" + at.getHostAddress() + ")");
        return http.send(
                        target,
                        "/status",
                        TIMEOUT,
                        request -> request.header("Host", member.address().toString()))
                .thenApply(response -> fromResponse(member, at, place, response))
                .exceptionally(failure -> Futures.cause(failure) instanceof ConnectException
                        ? Optional.empty()
                        : Optional.of(withoutResponse(place, failure)));
    }

    private static Optional<Presence> fromResponse(
            Member member, InetAddress at, String place, HttpResponse<byte[]> response) {
        if (response.statusCode() != OK) {
            return Optional.of(ambiguous(place, "it responded with status " + response.statusCode()));
        }
        try {
            StatusReport report = StatusJson.read(response.body(), response.body().length);
            if (!report.self().equals(member.id())) {
                return Optional.empty();
            }
            Long pid = report.reporter().pid();
            boolean isLocal = ThisMachine.has(at);
            // Behind a tunnel or a container's port mapping, a local address belongs to a process elsewhere.
            boolean isPidHere = isLocal && pid != null && ProcessHandle.of(pid).isPresent();
            return Optional.of(new Presence(
                    "answers at " + place + (pid == null ? "" : " as PID " + pid + (isPidHere ? "" : " there")),
                    true,
                    pid,
                    isLocal));
        } catch (WireException e) {
            return Optional.of(ambiguous(place, "its response is not the status of a node: " + e.getMessage()));
        }
    }

    private static Presence withoutResponse(String place, Throwable failure) {
        Throwable cause = Futures.cause(failure);
        if (cause instanceof UnknownHostException) {
            return unreachable(String.valueOf(cause.getMessage()));
        }
        if (cause instanceof UnreachableException) {
            return unreachable(place + " cannot be reached: " + cause.getMessage() + "; check on its host");
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return unreachable("no connection to " + place + " within "
                    + TIMEOUT.dividedBy(2).toSeconds()
                    + " s; check whether its host runs, and whether a firewall drops connections");
        }
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return unreachable("no response within " + TIMEOUT.toSeconds() + " s from " + place
                    + "; if it is paused, resume it with kill -CONT PID, otherwise check on its host");
        }
        String message = cause instanceof IOException ? cause.getMessage() : null;
        return ambiguous(place, SafeText.plain(message == null ? cause.toString() : message, MAX_REASON_LENGTH));
    }

    private static Presence unreachable(String why) {
        return new Presence("may run: " + why, false, null, false);
    }

    private static Presence ambiguous(String place, String why) {
        return new Presence(
                "may run, or something else listens at " + place + ": " + why
                        + "; check what that is, or correct the address in the config",
                false,
                null,
                false);
    }
}

package dev.telltale.launcher;

import dev.telltale.client.NodeAdminClient;
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

/** Asks for nodes that have no run record here at the addresses that a config has. Any thread; nothing blocks. */
public final class NodeSearch {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final int MAX_REASON_LENGTH = 120;

    private final NodeHttp http;

    public NodeSearch(HostName.Source names) {
        http = new NodeHttp(names, null);
    }

    /**
     * A node that runs, or may run.
     *
     * @param words the predicate of a sentence whose subject is the node
     * @param answers whether the node itself said so
     * @param pid as the node tells it, of its own machine and container; null where it tells none
     * @param isHere whether the address is one of this machine
     */
    public record Presence(
            String words, boolean answers, @Nullable Long pid, boolean isHere) {}

    /**
     * Asks at every address of the member's host. Completes within 4 s and never fails; empty where every address refused the
     * connection or has another node.
     */
    public CompletableFuture<Optional<Presence>> find(Member member) {
        return http.addresses(member.address(), PATIENCE)
                .thenCompose(addresses ->
                        firstOf(addresses.stream().map(at -> find(member, at)).toList()))
                .exceptionally(failure -> Optional.of(absent(member.address().toString(), failure)));
    }

    /** One that answers counts more than one that is not known. */
    private static CompletableFuture<Optional<Presence>> firstOf(List<CompletableFuture<Optional<Presence>>> answers) {
        return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> {
                    List<Presence> found = answers.stream()
                            .flatMap(answer -> answer.join().stream())
                            .toList();
                    return found.stream()
                            .filter(Presence::answers)
                            .findFirst()
                            .or(() -> found.stream().findFirst());
                });
    }

    private CompletableFuture<Optional<Presence>> find(Member member, InetAddress at) {
        Address asked = new Address(at.getHostAddress(), member.address().port());
        String place = member.address()
                + (HostName.literal(member.address().host()).isPresent() ? "" : " (" + at.getHostAddress() + ")");
        return http.send(
                        asked,
                        "/status",
                        PATIENCE,
                        request -> request.header("Host", member.address().toString()))
                .thenApply(response -> present(member, at, place, response))
                .exceptionally(failure -> NodeAdminClient.cause(failure) instanceof ConnectException
                        ? Optional.empty()
                        : Optional.of(absent(place, failure)));
    }

    private static Optional<Presence> present(
            Member member, InetAddress at, String place, HttpResponse<byte[]> response) {
        if (response.statusCode() != OK) {
            return Optional.of(unclear(place, "it answered with status " + response.statusCode()));
        }
        try {
            StatusReport report = StatusJson.read(response.body(), response.body().length);
            if (!report.self().equals(member.id())) {
                return Optional.empty();
            }
            Long pid = report.pid();
            boolean isHere = ThisMachine.has(at);
            // Behind a tunnel or in a container, an address of this machine is of a process elsewhere.
            boolean isPidHere = isHere && pid != null && ProcessHandle.of(pid).isPresent();
            return Optional.of(new Presence(
                    "answers at " + place + (pid == null ? "" : " as PID " + pid + (isPidHere ? "" : " there")),
                    true,
                    pid,
                    isHere));
        } catch (WireException e) {
            return Optional.of(unclear(place, "its answer is no status of a node: " + e.getMessage()));
        }
    }

    private static Presence absent(String place, Throwable failure) {
        Throwable cause = NodeAdminClient.cause(failure);
        if (cause instanceof UnknownHostException) {
            return unknown(String.valueOf(cause.getMessage()));
        }
        if (cause instanceof UnreachableException) {
            return unknown(place + " cannot be reached: " + cause.getMessage() + "; look on its host");
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return unknown("no connection to " + place + " within "
                    + PATIENCE.dividedBy(2).toSeconds()
                    + " s; look whether its host runs, and whether a firewall drops connections");
        }
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return unknown("nothing came within " + PATIENCE.toSeconds() + " s from " + place
                    + "; where it is paused, kill -CONT PID lets it go on, otherwise look on its host");
        }
        String message = cause instanceof IOException ? cause.getMessage() : null;
        return unclear(place, SafeText.plain(message == null ? cause.toString() : message, MAX_REASON_LENGTH));
    }

    private static Presence unknown(String why) {
        return new Presence("may run: " + why, false, null, false);
    }

    private static Presence unclear(String place, String why) {
        return new Presence(
                "may run, or something else listens at " + place + ": " + why
                        + "; look what that is, or correct the address in the config",
                false,
                null,
                false);
    }
}

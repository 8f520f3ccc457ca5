package dev.telltale.node.http.endpoint;

import dev.telltale.fault.ActiveFaults;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.node.http.protocol.BearerTokenAuth;
import dev.telltale.node.http.protocol.HttpApi;
import dev.telltale.node.http.protocol.JsonResponses;
import dev.telltale.node.http.protocol.NodeCredentials;
import dev.telltale.node.http.protocol.NodeFaults;
import dev.telltale.wire.ErrorJson;
import dev.telltale.wire.FaultJson;
import dev.telltale.wire.WireException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The endpoint {@code GET, PUT, DELETE /faults}: reads, injects, renews and clears faults. Requires the node's token.
 * I/O thread only.
 */
public final class FaultsEndpoint {
    private static final String EXAMPLE = "send {\"id\":\"a\",\"author\":\"me\",\"lease_ms\":10000,\"kind\":\"cut\","
            + "\"links\":[[\"node1\",\"node2\"]]}";

    private final NodeFaults faults;
    private final BearerTokenAuth bearer;
    private final boolean isAllowed;

    public FaultsEndpoint(NodeFaults faults, NodeCredentials credentials) {
        this.faults = faults;
        bearer = new BearerTokenAuth(credentials.token());
        isAllowed = credentials.allowsFaults();
    }

    /** Handles a request and responds to it; rejects all if the node was started without {@code --allow-faults}. */
    public void handle(HttpServerExchange exchange) {
        if (!isAllowed) {
            byte[] error = ErrorJson.write(
                    "this node does not allow fault injection",
                    "start it with --allow-faults FILE, or from telltale start or the panel",
                    ErrorJson.NO_FAULTS_ALLOWED);
            JsonResponses.send(exchange, StatusCodes.FORBIDDEN, error);
        } else if (bearer.authorize(exchange)) {
            handleAuthorized(exchange);
        }
    }

    private void handleAuthorized(HttpServerExchange exchange) {
        if (exchange.getRequestMethod().equals(Methods.GET)) {
            JsonResponses.send(exchange, StatusCodes.OK, FaultJson.write(faults.faults()));
        } else if (exchange.getRequestMethod().equals(Methods.PUT)) {
            if (exchange.getQueryParameters().containsKey(HttpApi.ID)) {
                renew(exchange);
            } else if (BearerTokenAuth.isJson(exchange, EXAMPLE)) {
                exchange.getRequestReceiver().receiveFullBytes(this::put);
            }
        } else if (exchange.getRequestMethod().equals(Methods.DELETE)) {
            delete(exchange);
        } else {
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET, PUT, DELETE");
            JsonResponses.sendError(
                    exchange,
                    StatusCodes.METHOD_NOT_ALLOWED,
                    "this method is not supported for faults",
                    "use GET, PUT, DELETE");
        }
    }

    private void put(HttpServerExchange exchange, byte[] body) {
        try {
            Fault requested = FaultJson.read(body, body.length, faults.now().wall());
            // The start time is this node's own, not the client's.
            Optional<Fault> kept = faults.put(requested.withSince(faults.now().wall()), exchange.getIoThread());
            if (kept.isPresent()) {
                JsonResponses.send(exchange, StatusCodes.OK, FaultJson.write(kept.get()));
            } else {
                JsonResponses.sendError(
                        exchange,
                        StatusCodes.CONFLICT,
                        "this node has " + ActiveFaults.MAX_FAULTS + " faults already",
                        "clear some first");
            }
        } catch (WireException e) {
            JsonResponses.sendError(exchange, StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage()), EXAMPLE);
        }
    }

    private void renew(HttpServerExchange exchange) {
        withId(exchange, "use PUT /faults?id=cut-1 to renew its lease", id -> {
            if (faults.renew(id, exchange.getIoThread())) {
                JsonResponses.send(exchange, StatusCodes.OK, FaultJson.write(faults.faults()));
            } else {
                JsonResponses.sendError(
                        exchange, StatusCodes.GONE, "there is no such fault: it has ended", "inject it again");
            }
        });
    }

    /** Clears one fault by its id, or all. A missing fault counts as cleared. */
    private void delete(HttpServerExchange exchange) {
        if (!exchange.getQueryParameters().containsKey(HttpApi.ID)) {
            sendCleared(exchange, faults.healAll(exchange.getIoThread()));
            return;
        }
        withId(
                exchange,
                "use DELETE /faults?id=cut-1",
                id -> sendCleared(exchange, faults.heal(id, exchange.getIoThread()) ? 1 : 0));
    }

    private static void sendCleared(HttpServerExchange exchange, int number) {
        JsonResponses.send(exchange, StatusCodes.OK, FaultJson.writeHealed(number));
    }

    private static void withId(HttpServerExchange exchange, String hint, Consumer<FaultId> action) {
        Deque<String> ids = exchange.getQueryParameters().get(HttpApi.ID);
        FaultId id;
        try {
            id = new FaultId(ids == null ? "" : ids.getFirst());
        } catch (IllegalArgumentException e) {
            JsonResponses.sendError(exchange, StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage()), hint);
            return;
        }
        action.accept(id);
    }
}

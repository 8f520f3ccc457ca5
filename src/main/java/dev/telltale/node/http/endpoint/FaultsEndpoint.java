package dev.telltale.node.http.endpoint;

import dev.telltale.fault.ActiveFaults;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.node.http.protocol.BearerTokenAuth;
import dev.telltale.node.http.protocol.HttpApi;
import dev.telltale.node.http.protocol.JsonResponses;
import dev.telltale.node.http.protocol.NodeCredentials;
import dev.telltale.node.http.protocol.NodeFaults;
import dev.telltale.wire.FaultJson;
import dev.telltale.wire.WireException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code GET, PUT, DELETE /faults}: what is broken on purpose, for whoever knows the node's token. I/O thread only. */
public final class FaultsEndpoint {
    private static final String EXAMPLE = "send {\"id\":\"a\",\"author\":\"me\",\"lease_ms\":10000,\"kind\":\"cut\","
            + "\"links\":[[\"node1\",\"node2\"]]}";

    private final NodeFaults faults;
    private final BearerTokenAuth bearer;
    private final boolean isAllowed;

    public FaultsEndpoint(NodeFaults faults, NodeCredentials permission) {
        this.faults = faults;
        bearer = new BearerTokenAuth(permission.token());
        isAllowed = permission.allowsFaults();
    }

    public void handle(HttpServerExchange exchange) {
        if (!isAllowed) {
            JsonResponses.refuse(
                    exchange,
                    StatusCodes.FORBIDDEN,
                    FaultJson.NOT_ALLOWED,
                    "start it with --allow-faults FILE, or from telltale start or the panel");
        } else if (bearer.admits(exchange)) {
            admitted(exchange);
        }
    }

    private void admitted(HttpServerExchange exchange) {
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
            JsonResponses.refuse(
                    exchange,
                    StatusCodes.METHOD_NOT_ALLOWED,
                    "faults are read, made and healed",
                    "use GET, PUT, DELETE");
        }
    }

    private void put(HttpServerExchange exchange, byte[] body) {
        try {
            Fault asked = FaultJson.read(body, body.length, faults.now().wall());
            // When it began is for this node to say.
            Optional<Fault> kept = faults.put(asked.since(faults.now().wall()), exchange.getIoThread());
            if (kept.isPresent()) {
                JsonResponses.send(exchange, StatusCodes.OK, FaultJson.write(kept.get()));
            } else {
                JsonResponses.refuse(
                        exchange,
                        StatusCodes.CONFLICT,
                        "this node has " + ActiveFaults.MAX_FAULTS + " faults already",
                        "heal some first");
            }
        } catch (WireException e) {
            JsonResponses.refuse(exchange, StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage()), EXAMPLE);
        }
    }

    private void renew(HttpServerExchange exchange) {
        ofId(exchange, "use PUT /faults?id=cut-1 to renew its lease", id -> {
            if (faults.renew(id, exchange.getIoThread())) {
                JsonResponses.send(exchange, StatusCodes.OK, FaultJson.write(faults.faults()));
            } else {
                JsonResponses.refuse(
                        exchange, StatusCodes.GONE, "there is no such fault: it is healed", "make it again");
            }
        });
    }

    /** One by its id, or all. What is not there is healed already. */
    private void delete(HttpServerExchange exchange) {
        if (!exchange.getQueryParameters().containsKey(HttpApi.ID)) {
            healed(exchange, faults.healAll(exchange.getIoThread()));
            return;
        }
        ofId(
                exchange,
                "use DELETE /faults?id=cut-1",
                id -> healed(exchange, faults.heal(id, exchange.getIoThread()) ? 1 : 0));
    }

    private static void healed(HttpServerExchange exchange, int number) {
        JsonResponses.send(exchange, StatusCodes.OK, FaultJson.writeHealed(number));
    }

    private static void ofId(HttpServerExchange exchange, String hint, Consumer<FaultId> action) {
        Deque<String> ids = exchange.getQueryParameters().get(HttpApi.ID);
        FaultId id;
        try {
            id = new FaultId(ids == null ? "" : ids.getFirst());
        } catch (IllegalArgumentException e) {
            JsonResponses.refuse(exchange, StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage()), hint);
            return;
        }
        action.accept(id);
    }
}

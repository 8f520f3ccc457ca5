package dev.telltale.node.http;

import dev.telltale.faults.FaultBook;
import dev.telltale.model.Fault;
import dev.telltale.model.FaultId;
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
final class FaultsPage {
    private static final String EXAMPLE = "send {\"id\":\"a\",\"author\":\"me\",\"lease_ms\":10000,\"kind\":\"cut\","
            + "\"links\":[[\"node1\",\"node2\"]]}";

    private final NodeFaults faults;
    private final Bearer bearer;
    private final boolean isAllowed;

    FaultsPage(NodeFaults faults, Permission permission) {
        this.faults = faults;
        bearer = new Bearer(permission.token());
        isAllowed = permission.allowsFaults();
    }

    void handle(HttpServerExchange exchange) {
        if (!isAllowed) {
            Answers.refuse(
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
            Answers.send(exchange, StatusCodes.OK, FaultJson.write(faults.faults()));
        } else if (exchange.getRequestMethod().equals(Methods.PUT)) {
            if (exchange.getQueryParameters().containsKey(Paths.ID)) {
                renew(exchange);
            } else if (Bearer.isJson(exchange, EXAMPLE)) {
                exchange.getRequestReceiver().receiveFullBytes(this::put);
            }
        } else if (exchange.getRequestMethod().equals(Methods.DELETE)) {
            delete(exchange);
        } else {
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET, PUT, DELETE");
            Answers.refuse(
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
                Answers.send(exchange, StatusCodes.OK, FaultJson.write(kept.get()));
            } else {
                Answers.refuse(
                        exchange,
                        StatusCodes.CONFLICT,
                        "this node has " + FaultBook.MAX_FAULTS + " faults already",
                        "heal some first");
            }
        } catch (WireException e) {
            Answers.refuse(exchange, StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage()), EXAMPLE);
        }
    }

    private void renew(HttpServerExchange exchange) {
        ofId(exchange, "use PUT /faults?id=cut-1 to renew its lease", id -> {
            if (faults.renew(id, exchange.getIoThread())) {
                Answers.send(exchange, StatusCodes.OK, FaultJson.write(faults.faults()));
            } else {
                Answers.refuse(exchange, StatusCodes.GONE, "there is no such fault: it is healed", "make it again");
            }
        });
    }

    /** One by its id, or all. What is not there is healed already. */
    private void delete(HttpServerExchange exchange) {
        if (!exchange.getQueryParameters().containsKey(Paths.ID)) {
            healed(exchange, faults.healAll(exchange.getIoThread()));
            return;
        }
        ofId(
                exchange,
                "use DELETE /faults?id=cut-1",
                id -> healed(exchange, faults.heal(id, exchange.getIoThread()) ? 1 : 0));
    }

    private static void healed(HttpServerExchange exchange, int number) {
        Answers.send(exchange, StatusCodes.OK, FaultJson.writeHealed(number));
    }

    private static void ofId(HttpServerExchange exchange, String hint, Consumer<FaultId> action) {
        Deque<String> ids = exchange.getQueryParameters().get(Paths.ID);
        FaultId id;
        try {
            id = new FaultId(ids == null ? "" : ids.getFirst());
        } catch (IllegalArgumentException e) {
            Answers.refuse(exchange, StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage()), hint);
            return;
        }
        action.accept(id);
    }
}

package dev.telltale.node.http;

import dev.telltale.node.http.guard.ConnectionLimiter;
import dev.telltale.node.http.protocol.HttpApi;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/**
 * Reserves a connection for a peer that requests a heartbeat or a probe. With a cluster key, runs after signature
 * verification, so the peer's name is authenticated. I/O thread only.
 */
final class PeerReservationHandler implements HttpHandler {
    private final ConnectionLimiter connections;
    private final HttpHandler next;

    PeerReservationHandler(ConnectionLimiter connections, HttpHandler next) {
        this.connections = connections;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = exchange.getRequestPath();
        if (path.equals(HttpApi.HEARTBEAT) || path.equals(HttpApi.PROBE)) {
            connections.reserve(exchange);
        }
        next.handleRequest(exchange);
    }
}

package dev.telltale.node.http;

import dev.telltale.node.http.guard.ConnectionLimiter;
import dev.telltale.node.http.protocol.HttpApi;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** Whoever asks as a peer has a seat among the guests. With a cluster key it stands behind the gate, so that names are proven. */
final class PeerReservationHandler implements HttpHandler {
    private final ConnectionLimiter guests;
    private final HttpHandler inside;

    PeerReservationHandler(ConnectionLimiter guests, HttpHandler inside) {
        this.guests = guests;
        this.inside = inside;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = exchange.getRequestPath();
        if (path.equals(HttpApi.HEARTBEAT) || path.equals(HttpApi.PROBE)) {
            guests.seat(exchange);
        }
        inside.handleRequest(exchange);
    }
}

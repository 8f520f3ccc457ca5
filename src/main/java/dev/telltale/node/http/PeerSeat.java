package dev.telltale.node.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** Whoever asks as a peer has a seat among the guests. With a cluster key it stands behind the gate, so that names are proven. */
final class PeerSeat implements HttpHandler {
    private final Guests guests;
    private final HttpHandler inside;

    PeerSeat(Guests guests, HttpHandler inside) {
        this.guests = guests;
        this.inside = inside;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = exchange.getRequestPath();
        if (path.equals(Paths.HEARTBEAT) || path.equals(Paths.PROBE)) {
            guests.seat(exchange);
        }
        inside.handleRequest(exchange);
    }
}

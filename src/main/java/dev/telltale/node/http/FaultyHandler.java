package dev.telltale.node.http;

import dev.telltale.fault.Endpoint;
import dev.telltale.node.http.protocol.HttpApi;
import dev.telltale.node.http.protocol.NodeFaults;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/**
 * Applies the injected faults to all requests except those for {@code /faults}, which end the faults. While there are
 * faults no request counts as repeated, so that all come here.
 */
final class FaultyHandler implements HttpHandler {
    private final NodeFaults faults;
    private final FaultyService service;
    private final HttpHandler next;

    FaultyHandler(NodeFaults faults, FaultyService service, HttpHandler next) {
        this.faults = faults;
        this.service = service;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = exchange.getRequestPath();
        if (faults.isEmpty() || path.equals(HttpApi.FAULTS)) {
            next.handleRequest(exchange);
        } else {
            boolean isForObservers = path.equals(HttpApi.STATUS) || path.equals(HttpApi.TRACE);
            service.handle(exchange, isForObservers ? Endpoint.STATUS : Endpoint.HEARTBEAT, next);
        }
    }
}

package dev.telltale.node.http;

import dev.telltale.fault.Endpoint;
import dev.telltale.node.http.protocol.HttpApi;
import dev.telltale.node.http.protocol.NodeFaults;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** The node's handler, as far as the node's faults let it. The port that heals them is never in their way. */
final class FaultyHandler implements HttpHandler {
    private final NodeFaults faults;
    private final FaultyService service;
    private final HttpHandler healthy;

    FaultyHandler(NodeFaults faults, FaultyService service, HttpHandler healthy) {
        this.faults = faults;
        this.service = service;
        this.healthy = healthy;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = exchange.getRequestPath();
        if (faults.isEmpty() || path.equals(HttpApi.FAULTS)) {
            healthy.handleRequest(exchange);
        } else {
            service.serve(exchange, path.equals(HttpApi.STATUS) ? Endpoint.STATUS : Endpoint.HEARTBEAT, healthy);
        }
    }
}

package dev.telltale.node.http.endpoint;

import dev.telltale.model.DetectorKind;
import dev.telltale.node.Inbox;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.http.protocol.BearerTokenAuth;
import dev.telltale.node.http.protocol.JsonResponses;
import dev.telltale.wire.DetectorJson;
import dev.telltale.wire.WireException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;

/** The endpoint {@code PUT /detector}: selects the deciding detector. Requires the node's token. I/O thread only. */
public final class DetectorEndpoint {
    private final BearerTokenAuth bearer;
    private final Inbox inbox;

    public DetectorEndpoint(BearerTokenAuth bearer, Inbox inbox) {
        this.bearer = bearer;
        this.inbox = inbox;
    }

    /** Handles a PUT request and responds to it. */
    public void put(HttpServerExchange exchange) {
        if (bearer.authorize(exchange) && BearerTokenAuth.isJson(exchange, example())) {
            exchange.getRequestReceiver().receiveFullBytes((received, body) -> select(received, body));
        }
    }

    private void select(HttpServerExchange exchange, byte[] body) {
        try {
            DetectorKind detector = DetectorJson.read(body, body.length);
            if (inbox.put(new NodeEvent.DetectorSelected(detector))) {
                JsonResponses.send(exchange, StatusCodes.OK, DetectorJson.write(detector));
            } else {
                JsonResponses.sendError(exchange, StatusCodes.SERVICE_UNAVAILABLE, "the node is busy", "try again");
            }
        } catch (WireException e) {
            JsonResponses.sendError(exchange, StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage()), example());
        }
    }

    private static String example() {
        return "send {\"detector\":\"phi\"}; the detectors are " + DetectorKind.words();
    }
}

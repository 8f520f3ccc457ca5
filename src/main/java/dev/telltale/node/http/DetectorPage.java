package dev.telltale.node.http;

import dev.telltale.model.DetectorKind;
import dev.telltale.node.Inbox;
import dev.telltale.node.Signal;
import dev.telltale.wire.DetectorJson;
import dev.telltale.wire.WireException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;

/** {@code PUT /detector}: another detector decides, if who says so knows the node's token. */
final class DetectorPage {
    private final Bearer bearer;
    private final Inbox inbox;

    DetectorPage(Bearer bearer, Inbox inbox) {
        this.bearer = bearer;
        this.inbox = inbox;
    }

    void put(HttpServerExchange exchange) {
        if (bearer.admits(exchange) && Bearer.isJson(exchange, example())) {
            exchange.getRequestReceiver().receiveFullBytes((received, body) -> decide(received, body));
        }
    }

    private void decide(HttpServerExchange exchange, byte[] body) {
        try {
            DetectorKind detector = DetectorJson.read(body, body.length);
            if (inbox.put(new Signal.Decide(detector))) {
                Answers.send(exchange, StatusCodes.OK, DetectorJson.write(detector));
            } else {
                Answers.refuse(exchange, StatusCodes.SERVICE_UNAVAILABLE, "the node is busy", "try again");
            }
        } catch (WireException e) {
            Answers.refuse(exchange, StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage()), example());
        }
    }

    private static String example() {
        return "send {\"detector\":\"phi\"}; the detectors are " + DetectorKind.words();
    }
}

package dev.telltale.node.http;

import dev.telltale.model.DetectorKind;
import dev.telltale.model.Secret;
import dev.telltale.node.Inbox;
import dev.telltale.node.Signal;
import dev.telltale.wire.DetectorJson;
import dev.telltale.wire.WireException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import org.jspecify.annotations.Nullable;

/** {@code PUT /detector}: another detector decides, if who says so knows the node's token. */
final class DetectorPage {
    private static final String BEARER = "Bearer ";

    private final Secret token;
    private final Inbox inbox;

    DetectorPage(Secret token, Inbox inbox) {
        this.token = token;
        this.inbox = inbox;
    }

    void put(HttpServerExchange exchange) {
        if (!isAllowed(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION))) {
            exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
            Answers.refuse(
                    exchange,
                    StatusCodes.UNAUTHORIZED,
                    "this changes the node, so it needs the node's token",
                    "use telltale detector NAME, which finds the token in the node's run record");
            return;
        }
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        if (type == null || !type.startsWith("application/json")) {
            Answers.refuse(exchange, StatusCodes.UNSUPPORTED_MEDIA_TYPE, "the body is not application/json", example());
            return;
        }
        exchange.getRequestReceiver().receiveFullBytes((received, body) -> decide(received, body));
    }

    private boolean isAllowed(@Nullable String authorization) {
        return authorization != null
                && authorization.startsWith(BEARER)
                && token.matches(authorization.substring(BEARER.length()));
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

package dev.telltale.node.http;

import dev.telltale.seal.Objection;
import dev.telltale.seal.Seals;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/**
 * Lets only nodes that know the cluster's key ask for heartbeats and probes, and has the answers sealed. What is read by
 * people, {@code /status}, and what has a token of its own stays as it is.
 */
final class Gate implements HttpHandler {
    private final Seals seals;
    private final HttpHandler inside;

    Gate(Seals seals, HttpHandler inside) {
        this.seals = seals;
        this.inside = inside;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = exchange.getRequestPath();
        if (!path.equals(Paths.HEARTBEAT) && !path.equals(Paths.PROBE)) {
            inside.handleRequest(exchange);
            return;
        }
        HeaderMap headers = exchange.getRequestHeaders();
        String query = exchange.getQueryString();
        String seal = headers.getFirst(Paths.SEAL);
        var objection = seals.check(
                headers.getFirst(Paths.FROM),
                seal,
                SealedQuestion.what(query.isEmpty() ? path : path + '?' + query, headers));
        if (objection.isPresent()) {
            refuse(exchange, objection.get());
        } else {
            exchange.putAttachment(Answers.SEAL, (code, json) -> seals.answer(seal, code, json, json.length));
            inside.handleRequest(exchange);
        }
    }

    private static void refuse(HttpServerExchange exchange, Objection objection) {
        HeaderMap headers = exchange.getResponseHeaders();
        headers.put(Paths.REFUSED, objection.word());
        if (objection.isOfTheKey()) {
            headers.put(Headers.WWW_AUTHENTICATE, Paths.SEAL.toString());
        }
        Answers.refuse(
                exchange,
                objection.isOfTheKey() ? StatusCodes.UNAUTHORIZED : StatusCodes.FORBIDDEN,
                objection.reason(),
                objection.hint());
    }
}

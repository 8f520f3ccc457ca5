package dev.telltale.node.http.guard;

import dev.telltale.auth.MessageSigner;
import dev.telltale.auth.RejectionReason;
import dev.telltale.node.http.protocol.HttpApi;
import dev.telltale.node.http.protocol.JsonResponses;
import dev.telltale.node.http.protocol.SignedRequest;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/**
 * Lets only nodes that know the cluster's key ask for heartbeats and probes, and has the answers sealed. What is read by
 * people, {@code /status}, and what has a token of its own stays as it is.
 */
public final class SignatureHandler implements HttpHandler {
    private final MessageSigner seals;
    private final HttpHandler inside;

    public SignatureHandler(MessageSigner seals, HttpHandler inside) {
        this.seals = seals;
        this.inside = inside;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = exchange.getRequestPath();
        if (!path.equals(HttpApi.HEARTBEAT) && !path.equals(HttpApi.PROBE)) {
            inside.handleRequest(exchange);
            return;
        }
        HeaderMap headers = exchange.getRequestHeaders();
        String query = exchange.getQueryString();
        String seal = headers.getFirst(HttpApi.SEAL);
        var objection = seals.check(
                headers.getFirst(HttpApi.FROM),
                seal,
                SignedRequest.what(query.isEmpty() ? path : path + '?' + query, headers));
        if (objection.isPresent()) {
            refuse(exchange, objection.get());
        } else {
            exchange.putAttachment(JsonResponses.SEAL, (code, json) -> seals.answer(seal, code, json, json.length));
            inside.handleRequest(exchange);
        }
    }

    private static void refuse(HttpServerExchange exchange, RejectionReason objection) {
        HeaderMap headers = exchange.getResponseHeaders();
        headers.put(HttpApi.REFUSED, objection.word());
        if (objection.isOfTheKey()) {
            headers.put(Headers.WWW_AUTHENTICATE, HttpApi.SEAL.toString());
        }
        JsonResponses.refuse(
                exchange,
                objection.isOfTheKey() ? StatusCodes.UNAUTHORIZED : StatusCodes.FORBIDDEN,
                objection.reason(),
                objection.hint());
    }
}

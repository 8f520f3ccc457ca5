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
 * Verifies the signatures of requests for heartbeats and probes, and signs the responses. Requests without a valid
 * signature are rejected. Other endpoints are not signed: {@code /status} is public, the rest requires a token. A
 * request for {@code /trace} is public too, and its response is signed if the request is. I/O thread only.
 */
public final class SignatureHandler implements HttpHandler {
    private final MessageSigner signer;
    private final HttpHandler next;

    public SignatureHandler(MessageSigner signer, HttpHandler next) {
        this.signer = signer;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = exchange.getRequestPath();
        HeaderMap headers = exchange.getRequestHeaders();
        String signature = headers.getFirst(HttpApi.SIGNATURE);
        boolean isTrace = path.equals(HttpApi.TRACE) && signature != null;
        if (!isTrace && !path.equals(HttpApi.HEARTBEAT) && !path.equals(HttpApi.PROBE)) {
            next.handleRequest(exchange);
            return;
        }
        String query = exchange.getQueryString();
        String from = headers.getFirst(HttpApi.FROM);
        String text = SignedRequest.signedText(query.isEmpty() ? path : path + '?' + query, headers);
        var rejection =
                isTrace ? signer.verifyReader(from, signature, text) : signer.verifyRequest(from, signature, text);
        if (rejection.isPresent()) {
            reject(exchange, rejection.get());
        } else {
            exchange.putAttachment(
                    JsonResponses.SIGNER, (code, json) -> signer.signResponse(signature, code, json, json.length));
            next.handleRequest(exchange);
        }
    }

    private static void reject(HttpServerExchange exchange, RejectionReason rejection) {
        HeaderMap headers = exchange.getResponseHeaders();
        headers.put(HttpApi.REJECTED, rejection.id());
        if (rejection.isAuthenticationFailure()) {
            headers.put(Headers.WWW_AUTHENTICATE, HttpApi.SIGNATURE.toString());
        }
        JsonResponses.sendError(
                exchange,
                rejection.isAuthenticationFailure() ? StatusCodes.UNAUTHORIZED : StatusCodes.FORBIDDEN,
                rejection.reason(),
                rejection.hint());
    }
}

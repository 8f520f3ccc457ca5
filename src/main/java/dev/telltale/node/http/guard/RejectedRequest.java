package dev.telltale.node.http.guard;

import dev.telltale.node.http.protocol.JsonResponses;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/**
 * The reasons for which request validation rejects a request, with the response. No part of the request is repeated.
 */
enum RejectedRequest {
    VERSION(StatusCodes.HTTP_VERSION_NOT_SUPPORTED, "this is not HTTP/1.1", "use HTTP/1.1"),
    METHOD(StatusCodes.NOT_IMPLEMENTED, "this method is not supported", "use GET"),
    TUNNEL(StatusCodes.METHOD_NOT_ALLOWED, "this is not a proxy", "use GET"),
    FOLDED_HEADER(StatusCodes.BAD_REQUEST, "folded header lines are not accepted", "write each header on one line"),
    NO_HOST(StatusCodes.BAD_REQUEST, "there is not exactly one Host header", "send one, as HTTP/1.1 requires"),
    WRONG_HOST(
            StatusCodes.FORBIDDEN,
            "the Host header does not name this node",
            "use the host and port that the node was started with, or its IP address"),
    WEB_PAGE(StatusCodes.FORBIDDEN, "requests from web pages are not accepted", "use telltale or curl"),
    TRANSFER_CODING(StatusCodes.NOT_IMPLEMENTED, "this transfer coding is not supported", "send a Content-Length"),
    OLD_VERSION_CODING(StatusCodes.BAD_REQUEST, "HTTP/1.0 has no transfer codings", "send a Content-Length"),
    TOO_LARGE(StatusCodes.REQUEST_ENTITY_TOO_LARGE, "the body is too large", "the limit is 64 KiB");

    private final int code;
    private final String error;
    private final String hint;

    RejectedRequest(int code, String error, String hint) {
        this.code = code;
        this.error = error;
        this.hint = hint;
    }

    /** Sends the error and closes the connection, since the start of a next request would be ambiguous. */
    void send(HttpServerExchange exchange) {
        exchange.setPersistent(false);
        if (code == StatusCodes.METHOD_NOT_ALLOWED) {
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD");
        }
        JsonResponses.sendError(exchange, code, error, hint);
    }
}

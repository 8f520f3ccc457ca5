package dev.telltale.node.http.guard;

import dev.telltale.node.http.protocol.JsonResponses;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/** Why a request does not get past the door, and what it is told. Nothing of what it said is repeated. */
enum RejectedRequest {
    VERSION(StatusCodes.HTTP_VERSION_NOT_SUPPORTED, "this is not HTTP/1.1", "use HTTP/1.1"),
    METHOD(StatusCodes.NOT_IMPLEMENTED, "this method is unknown here", "use GET"),
    TUNNEL(StatusCodes.METHOD_NOT_ALLOWED, "this is no proxy", "use GET"),
    FOLDED(StatusCodes.BAD_REQUEST, "a header goes on in another line", "write each header in one line"),
    NO_HOST(StatusCodes.BAD_REQUEST, "it does not say whom it asks", "send one Host, as HTTP/1.1 does"),
    FOREIGN_HOST(
            StatusCodes.FORBIDDEN,
            "this node has another name",
            "ask it by the host and the port that it was started with, or by its IP address"),
    FOREIGN_PAGE(StatusCodes.FORBIDDEN, "a web page has no business here", "use telltale, or curl"),
    CODING(StatusCodes.NOT_IMPLEMENTED, "this transfer coding is unknown here", "send a Content-Length"),
    CODED_OLD(StatusCodes.BAD_REQUEST, "HTTP/1.0 has no transfer codings", "send a Content-Length"),
    TOO_LARGE(StatusCodes.REQUEST_ENTITY_TOO_LARGE, "the body is too large", "64 KiB are the limit");

    private final int code;
    private final String error;
    private final String hint;

    RejectedRequest(int code, String error, String hint) {
        this.code = code;
        this.error = error;
        this.hint = hint;
    }

    /** And the connection ends: where the next request would begin, only the other side knows. */
    void tell(HttpServerExchange exchange) {
        exchange.setPersistent(false);
        if (code == StatusCodes.METHOD_NOT_ALLOWED) {
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD");
        }
        JsonResponses.refuse(exchange, code, error, hint);
    }
}

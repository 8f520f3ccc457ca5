package dev.telltale.node.http.protocol;

import dev.telltale.auth.AuthToken;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.regex.Pattern;

/** Authorizes requests by the node's bearer token (RFC 6750). I/O thread only. */
public final class BearerTokenAuth {
    private static final String SCHEME = "Bearer ";
    private static final Pattern JSON = Pattern.compile("application/json *(;.*)?", Pattern.CASE_INSENSITIVE);

    private final AuthToken token;

    public BearerTokenAuth(AuthToken token) {
        this.token = token;
    }

    /** Whether the request carries the token; if not, this responds with 401. */
    public boolean authorize(HttpServerExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        boolean isKnown = given != null && given.startsWith(SCHEME) && token.matches(given.substring(SCHEME.length()));
        if (!isKnown) {
            exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
            JsonResponses.sendError(
                    exchange,
                    StatusCodes.UNAUTHORIZED,
                    "this needs the node's token",
                    "use telltale, which finds the token in the node's run record");
        }
        return isKnown;
    }

    /** Whether the content type is JSON; if not, this responds with 415 and the hint. */
    public static boolean isJson(HttpServerExchange exchange, String hint) {
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        boolean isJson = type != null && JSON.matcher(type).matches();
        if (!isJson) {
            JsonResponses.sendError(
                    exchange, StatusCodes.UNSUPPORTED_MEDIA_TYPE, "the body is not application/json", hint);
        }
        return isJson;
    }
}

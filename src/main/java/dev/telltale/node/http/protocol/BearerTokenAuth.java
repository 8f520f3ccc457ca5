package dev.telltale.node.http.protocol;

import dev.telltale.auth.AuthToken;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.regex.Pattern;

/** Lets through who knows the node's token (RFC 6750), and answers everybody else. */
public final class BearerTokenAuth {
    private static final String SCHEME = "Bearer ";
    private static final Pattern JSON = Pattern.compile("application/json *(;.*)?", Pattern.CASE_INSENSITIVE);

    private final AuthToken token;

    public BearerTokenAuth(AuthToken token) {
        this.token = token;
    }

    /** Whether the request may go on; if not, it has been answered. */
    public boolean admits(HttpServerExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        boolean isKnown = given != null && given.startsWith(SCHEME) && token.matches(given.substring(SCHEME.length()));
        if (!isKnown) {
            exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
            JsonResponses.refuse(
                    exchange,
                    StatusCodes.UNAUTHORIZED,
                    "this needs the node's token",
                    "use telltale, which finds the token in the node's run record");
        }
        return isKnown;
    }

    /** Whether the body is said to be JSON; if not, it has been answered. */
    public static boolean isJson(HttpServerExchange exchange, String hint) {
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        boolean isJson = type != null && JSON.matcher(type).matches();
        if (!isJson) {
            JsonResponses.refuse(
                    exchange, StatusCodes.UNSUPPORTED_MEDIA_TYPE, "the body is not application/json", hint);
        }
        return isJson;
    }
}

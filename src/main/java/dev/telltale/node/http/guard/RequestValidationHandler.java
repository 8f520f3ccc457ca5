package dev.telltale.node.http.guard;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Protocols;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/**
 * Validates every request that is parsed, before the endpoints: plain HTTP/1.0 or 1.1, addressed to this node, not sent
 * by a web page. Responds to a rejected request with an error. I/O thread only.
 */
public final class RequestValidationHandler implements HttpHandler {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");
    private static final Set<String> TUNNELS = Set.of("CONNECT", "TRACE");
    private static final HttpString SEC_FETCH_SITE = new HttpString("Sec-Fetch-Site");
    private static final Set<String> OWN_SITES = Set.of("none", "same-origin");

    private final ConnectionLimiter connections;
    private final HostAllowlist hosts;
    private final HttpHandler next;

    public RequestValidationHandler(ConnectionLimiter connections, HostAllowlist hosts, HttpHandler next) {
        this.connections = connections;
        this.hosts = hosts;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        TrackedConnection tracked = connections.of(exchange);
        if (tracked == null) {
            IoUtils.safeClose(exchange.getConnection());
            return;
        }
        tracked.repeated().onRequest();
        RejectedRequest rejection = rejection(exchange, tracked.head());
        if (tracked.head().hasTrailingBytes() || !exchange.isRequestComplete()) {
            // The last request of this connection: the head of a next one has not been inspected.
            exchange.setPersistent(false);
        } else {
            tracked.head().expectHead();
        }
        connections.onRequest(tracked, exchange);
        if (rejection == null) {
            next.handleRequest(exchange);
        } else {
            rejection.send(exchange);
        }
    }

    private @Nullable RejectedRequest rejection(HttpServerExchange exchange, RequestHeadInspector head) {
        if (head.hasUnknownVersion()) {
            return RejectedRequest.VERSION;
        }
        if (head.hasFoldedLine()) {
            return RejectedRequest.FOLDED_HEADER;
        }
        // Compared as text, since Undertow takes "get" for GET.
        String method = exchange.getRequestMethod().toString();
        if (!METHODS.contains(method)) {
            return TUNNELS.contains(method) ? RejectedRequest.TUNNEL : RejectedRequest.METHOD;
        }
        HeaderMap headers = exchange.getRequestHeaders();
        HeaderValues host = headers.get(Headers.HOST);
        if (host == null || host.size() != 1 || host.getFirst().isEmpty()) {
            return RejectedRequest.NO_HOST;
        }
        if (!hosts.contains(host.getFirst(), exchange.getDestinationAddress())) {
            return RejectedRequest.WRONG_HOST;
        }
        if (headers.contains(Headers.ORIGIN) || !isOwnSite(headers.get(SEC_FETCH_SITE))) {
            return RejectedRequest.WEB_PAGE;
        }
        return body(headers, exchange.getProtocol());
    }

    private static boolean isOwnSite(@Nullable HeaderValues sites) {
        return sites == null || OWN_SITES.containsAll(sites);
    }

    private static @Nullable RejectedRequest body(HeaderMap headers, HttpString protocol) {
        HeaderValues codings = headers.get(Headers.TRANSFER_ENCODING);
        if (codings != null) {
            if (protocol.equals(Protocols.HTTP_1_0)) {
                return RejectedRequest.OLD_VERSION_CODING;
            }
            boolean isChunked = codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
            return isChunked ? null : RejectedRequest.TRANSFER_CODING;
        }
        String length = headers.getFirst(Headers.CONTENT_LENGTH);
        // Undertow has parsed the number already, so it is valid.
        return length != null && Long.parseLong(length) > ServerLimits.MAX_BODY_BYTES
                ? RejectedRequest.TOO_LARGE
                : null;
    }
}

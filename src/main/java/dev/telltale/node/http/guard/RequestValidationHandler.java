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

/** Stands before every page, and lets in only what is plain HTTP/1.1, meant for this node, and not sent by a web page. */
public final class RequestValidationHandler implements HttpHandler {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");
    private static final Set<String> TUNNELS = Set.of("CONNECT", "TRACE");
    private static final HttpString SEC_FETCH_SITE = new HttpString("Sec-Fetch-Site");
    private static final Set<String> OWN_SITES = Set.of("none", "same-origin");

    private final ConnectionLimiter guests;
    private final HostAllowlist names;
    private final HttpHandler inside;

    public RequestValidationHandler(ConnectionLimiter guests, HostAllowlist names, HttpHandler inside) {
        this.guests = guests;
        this.names = names;
        this.inside = inside;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        TrackedConnection guest = guests.of(exchange);
        if (guest == null) {
            IoUtils.safeClose(exchange.getConnection());
            return;
        }
        RejectedRequest refusal = refusal(exchange, guest.head());
        if (guest.head().isFollowed() || !exchange.isRequestComplete()) {
            // The last one here: nobody has seen whether the head of another is plain that comes behind it.
            exchange.setPersistent(false);
        } else {
            guest.head().expectHead();
        }
        guests.asks(guest, exchange);
        if (refusal == null) {
            inside.handleRequest(exchange);
        } else {
            refusal.tell(exchange);
        }
    }

    private @Nullable RejectedRequest refusal(HttpServerExchange exchange, RequestHeadInspector head) {
        if (head.hasStrangeVersion()) {
            return RejectedRequest.VERSION;
        }
        if (head.hasFolds()) {
            return RejectedRequest.FOLDED;
        }
        // As text: to Undertow, "get" is GET.
        String method = exchange.getRequestMethod().toString();
        if (!METHODS.contains(method)) {
            return TUNNELS.contains(method) ? RejectedRequest.TUNNEL : RejectedRequest.METHOD;
        }
        HeaderMap headers = exchange.getRequestHeaders();
        HeaderValues host = headers.get(Headers.HOST);
        if (host == null || host.size() != 1 || host.getFirst().isEmpty()) {
            return RejectedRequest.NO_HOST;
        }
        if (!names.include(host.getFirst(), exchange.getDestinationAddress())) {
            return RejectedRequest.FOREIGN_HOST;
        }
        if (headers.contains(Headers.ORIGIN) || !isOwnSite(headers.get(SEC_FETCH_SITE))) {
            return RejectedRequest.FOREIGN_PAGE;
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
                return RejectedRequest.CODED_OLD;
            }
            boolean isChunked = codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
            return isChunked ? null : RejectedRequest.CODING;
        }
        String length = headers.getFirst(Headers.CONTENT_LENGTH);
        // Undertow has read the number already.
        return length != null && Long.parseLong(length) > ServerLimits.MAX_BODY_BYTES
                ? RejectedRequest.TOO_LARGE
                : null;
    }
}

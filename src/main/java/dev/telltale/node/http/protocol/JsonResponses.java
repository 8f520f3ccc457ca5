package dev.telltale.node.http.protocol;

import dev.telltale.wire.ErrorJson;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;

/** Sends JSON responses, with headers that forbid caching and content sniffing. I/O thread only. */
public final class JsonResponses {
    private static final HttpString NO_SNIFF = new HttpString("X-Content-Type-Options");

    /** Attached to exchanges whose response must be signed. */
    public static final AttachmentKey<ResponseSigner> SIGNER = AttachmentKey.create(ResponseSigner.class);

    /** Computes the signature of one response. */
    @FunctionalInterface
    public interface ResponseSigner {
        String sign(int code, byte[] json);
    }

    private JsonResponses() {}

    /** Sends an error with a hint how to avoid it. */
    public static void sendError(HttpServerExchange exchange, int code, String error, String hint) {
        send(exchange, code, ErrorJson.write(error, hint));
    }

    /** Sends the body, signed if the exchange has a signer. */
    public static void send(HttpServerExchange exchange, int code, byte[] json) {
        exchange.setStatusCode(code);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseHeaders().put(NO_SNIFF, "nosniff");
        ResponseSigner signer = exchange.getAttachment(SIGNER);
        if (signer != null) {
            exchange.getResponseHeaders().put(HttpApi.SIGNATURE, signer.sign(code, json));
        }
        exchange.getResponseSender().send(ByteBuffer.wrap(json));
    }
}

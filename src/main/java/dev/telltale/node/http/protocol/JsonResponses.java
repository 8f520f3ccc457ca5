package dev.telltale.node.http.protocol;

import dev.telltale.wire.ErrorJson;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;

/** The one way to answer: JSON, never cached, never guessed at. */
public final class JsonResponses {
    private static final HttpString NO_SNIFF = new HttpString("X-Content-Type-Options");

    /** Set where the answer is to prove who gave it. */
    public static final AttachmentKey<AnswerSeal> SEAL = AttachmentKey.create(AnswerSeal.class);

    /** Seals one answer. */
    @FunctionalInterface
    public interface AnswerSeal {
        String on(int code, byte[] json);
    }

    private JsonResponses() {}

    public static void refuse(HttpServerExchange exchange, int code, String error, String hint) {
        send(exchange, code, ErrorJson.write(error, hint));
    }

    public static void send(HttpServerExchange exchange, int code, byte[] json) {
        exchange.setStatusCode(code);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseHeaders().put(NO_SNIFF, "nosniff");
        AnswerSeal seal = exchange.getAttachment(SEAL);
        if (seal != null) {
            exchange.getResponseHeaders().put(HttpApi.SEAL, seal.on(code, json));
        }
        exchange.getResponseSender().send(ByteBuffer.wrap(json));
    }
}

package dev.telltale.node.http.protocol;

import dev.telltale.time.TimeSource;
import dev.telltale.wire.ErrorJson;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Sends responses, nearly all in JSON, with headers that forbid caching and content sniffing. I/O thread only. */
public final class JsonResponses {
    private static final HttpString NO_SNIFF = new HttpString("X-Content-Type-Options");

    /** Attached to exchanges whose response must be signed. */
    public static final AttachmentKey<ResponseSigner> SIGNER = AttachmentKey.create(ResponseSigner.class);

    /** Computes the signature of one response. */
    @FunctionalInterface
    public interface ResponseSigner {
        String sign(int code, byte[] body);
    }

    private static final String HEAD = "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Type: application/json\r\n"
            + "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nDate: ";

    /** With names of its own: Java's are in its locale data, which take 3 MB of a node's memory. */
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendText(ChronoField.DAY_OF_WEEK, numbered("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
            .appendPattern(", dd ")
            .appendText(
                    ChronoField.MONTH_OF_YEAR,
                    numbered("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"))
            .appendPattern(" yyyy HH:mm:ss 'GMT'")
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static volatile DateText dateText = new DateText(-1, "");

    private JsonResponses() {}

    private static Map<Long, String> numbered(String... names) {
        Map<Long, String> numbered = new HashMap<>();
        for (String name : names) {
            numbered.put(numbered.size() + 1L, name);
        }
        return numbered;
    }

    /** Sends an error with a hint how to avoid it. */
    public static void sendError(HttpServerExchange exchange, int code, String error, String hint) {
        send(exchange, code, ErrorJson.write(error, hint));
    }

    /** Whether the response to this request is signed. */
    public static boolean isSigned(HttpServerExchange exchange) {
        return exchange.getAttachment(SIGNER) != null;
    }

    /** A complete response of status 200 on a connection that stays open, with the headers of {@link #send}. */
    public static byte[] complete(byte[] json) {
        byte[] head = (HEAD + date() + "\r\nContent-Length: " + json.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] response = Arrays.copyOf(head, head.length + json.length);
        System.arraycopy(json, 0, response, head.length, json.length);
        return response;
    }

    /** The current date as in RFC 9110, which changes once a second. */
    private static String date() {
        Instant now = TimeSource.SYSTEM.now().wall();
        long second = now.getEpochSecond();
        DateText current = dateText;
        if (current.second != second) {
            current = new DateText(second, DATE.format(now));
            dateText = current;
        }
        return current.text;
    }

    private record DateText(long second, String text) {}

    /** Sends the JSON, signed if the exchange has a signer. */
    public static void send(HttpServerExchange exchange, int code, byte[] json) {
        send(exchange, code, "application/json", json);
    }

    /** Sends bytes that are no JSON with status 200, signed if the exchange has a signer. */
    public static void sendBinary(HttpServerExchange exchange, byte[] body) {
        send(exchange, StatusCodes.OK, "application/octet-stream", body);
    }

    private static void send(HttpServerExchange exchange, int code, String type, byte[] body) {
        exchange.setStatusCode(code);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseHeaders().put(NO_SNIFF, "nosniff");
        // Undertow's own would load Java's locale data.
        exchange.getResponseHeaders().put(Headers.DATE, date());
        ResponseSigner signer = exchange.getAttachment(SIGNER);
        if (signer != null) {
            exchange.getResponseHeaders().put(HttpApi.SIGNATURE, signer.sign(code, body));
        }
        exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }
}

package dev.telltale.testkit;

import dev.telltale.model.Address;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A client that sends exactly the bytes it is given, whether or not they are HTTP. */
public final class RawHttpClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int MAX_HEAD = 64 * 1024;

    private final Socket socket = new Socket();
    private final InputStream in;

    public RawHttpClient(Address address) throws IOException {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(address.host(), address.port()), TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** One request on a connection of its own. */
    public static Response exchange(Address address, String request) throws IOException {
        try (var client = new RawHttpClient(address)) {
            client.send(request);
            return client.receive();
        }
    }

    public Socket socket() {
        return socket;
    }

    /** Sends the text; each character is one byte. */
    public void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Whether the connection still accepted it. */
    public boolean trySend(String text) {
        try {
            send(text);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** Reads until the other side closes; false if it sends nothing for this long. Received data is discarded. */
    public boolean isClosed(int timeoutMillis) {
        try {
            socket.setSoTimeout(timeoutMillis);
            in.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Waits until the other side closes. Received data is discarded. */
    public void awaitClosed() throws IOException {
        if (!isClosed(TIMEOUT_MILLIS)) {
            throw new SocketTimeoutException("still open after " + TIMEOUT_MILLIS + " ms");
        }
    }

    /** Reads one response; one with code 0 when the other side closed instead. */
    public Response receive() throws IOException {
        var head = new StringBuilder();
        String body = "";
        try {
            int next = 0;
            while (next >= 0 && head.indexOf("\r\n\r\n") < 0 && head.length() < MAX_HEAD) {
                next = in.read();
                head.append(next < 0 ? "" : (char) next);
            }
            body = new String(in.readNBytes(Response.of(head.toString(), "").length()), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException reset) {
            // Use what was received before.
        }
        return Response.of(head.toString(), body);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /**
     * One response.
     *
     * @param code 0 when the other side closed without a status line
     * @param headers by their names in lower case
     */
    public record Response(int code, Map<String, String> headers, String body) {
        private static Response of(String head, String body) {
            String[] lines = head.split("\r\n", -1);
            if (!lines[0].matches("HTTP/1\\.[01] [0-9]{3} .*")) {
                return new Response(0, Map.of(), head);
            }
            Map<String, String> headers = Stream.of(lines)
                    .skip(1)
                    .takeWhile(line -> !line.isEmpty())
                    .map(line -> line.split(":", 2))
                    .collect(Collectors.toMap(
                            header -> header[0].toLowerCase(Locale.ROOT), header -> header[1].trim(), (a, b) -> b));
            return new Response(Integer.parseInt(lines[0].substring(9, 12)), headers, body);
        }

        private int length() {
            return Integer.parseInt(headers.getOrDefault("content-length", "0"));
        }
    }
}

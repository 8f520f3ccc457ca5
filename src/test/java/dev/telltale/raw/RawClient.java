package dev.telltale.raw;

import dev.telltale.model.Address;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client that says exactly what it is told to, byte by byte, and hears everything. */
public final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int LARGEST_HEAD = 64 * 1024;

    private final Socket socket;
    private final InputStream in;

    public RawClient(Address address) throws IOException {
        socket = new Socket();
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(address.host(), address.port()), PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** One request on a connection of its own. */
    public static RawAnswer ask(Address address, String request) throws IOException {
        try (var client = new RawClient(address)) {
            client.say(request);
            return client.hear(false);
        }
    }

    public Socket socket() {
        return socket;
    }

    /** Each character is one byte. */
    public void say(String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Whether the other side still took it. */
    public boolean tries(String text) {
        try {
            say(text);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** Whether the other side has closed, or does so in the meantime; what it says until then is lost. */
    public boolean isClosed(int patienceMillis) {
        try {
            socket.setSoTimeout(patienceMillis);
            var lost = new byte[LARGEST_HEAD];
            while (in.read(lost) >= 0) {
                // The end may stand behind it.
            }
            return true;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Reads one answer; one without a status when the other side closed instead. */
    public RawAnswer hear(boolean isToHead) throws IOException {
        var head = new StringBuilder();
        try {
            while (head.indexOf("\r\n\r\n") < 0 && head.length() < LARGEST_HEAD) {
                int next = in.read();
                if (next < 0) {
                    return RawAnswer.of(head.toString(), "");
                }
                head.append((char) next);
            }
            RawAnswer answer = RawAnswer.of(head.toString(), "");
            byte[] body = in.readNBytes(isToHead ? 0 : answer.length());
            return RawAnswer.of(head.toString(), new String(body, StandardCharsets.UTF_8));
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException reset) {
            return RawAnswer.of(head.toString(), "");
        }
    }

    /** Waits until the other side closes; whatever it says until then does not matter. */
    public void awaitClosed() throws IOException {
        try {
            while (in.read() >= 0) {
                // Not closed yet.
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException reset) {
            // Closed as well.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

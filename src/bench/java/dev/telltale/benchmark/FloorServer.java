package dev.telltale.benchmark;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;

/** The floor: the JDK's own server with a constant answer and nothing else. Ends when its input ends. */
public final class FloorServer {
    private FloorServer() {}

    /** Arguments: port, size of the answer. */
    public static void main(String[] args) throws IOException {
        byte[] answer = new byte[Integer.parseInt(args[1])];
        Arrays.fill(answer, (byte) 'x');
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(answer);
            }
        });
        server.start();
        while (System.in.read() >= 0) {
            // Whoever started this server holds its input open and writes nothing.
        }
        System.exit(0);
    }
}

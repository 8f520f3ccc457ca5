package dev.telltale.benchmark;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;

/** The baseline: the JDK's HTTP server with a constant response. Ends when its standard input ends. */
public final class FloorServer {
    private FloorServer() {}

    /** Arguments: port, size of the response in bytes. */
    public static void main(String[] args) throws IOException {
        byte[] response = new byte[Integer.parseInt(args[1])];
        Arrays.fill(response, (byte) 'x');
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, response.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(response);
            }
        });
        server.start();
        while (System.in.read() >= 0) {
            // The parent keeps this input open and writes nothing.
        }
        System.exit(0);
    }
}

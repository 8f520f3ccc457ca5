package dev.telltale.benchmark;

import dev.telltale.model.Address;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Load client for machines without wrk: plain sockets, one thread each, one request at a time. Slower than wrk. */
final class LoadClient {
    private static final String LENGTH = "content-length:";

    private LoadClient() {}

    static double rate(Address address, String path, int connections, int seconds)
            throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            ClockReading begin = TimeSource.SYSTEM.now();
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                counts.add(threads.submit(() -> sendRequests(address, path, begin, Duration.ofSeconds(seconds))));
            }
            long sum = 0;
            for (Future<Long> count : counts) {
                sum += count.get(4L * seconds, TimeUnit.SECONDS);
            }
            return (double) sum / seconds;
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("a connection failed", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long sendRequests(Address address, String path, ClockReading begin, Duration length)
            throws IOException {
        byte[] request =
                ("GET " + path + " HTTP/1.1\r\nHost: " + address + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        long responses = 0;
        try (Socket socket = new Socket(address.host(), address.port())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) length.toMillis());
            var in = new BufferedInputStream(socket.getInputStream());
            while (TimeSource.SYSTEM.now().since(begin).compareTo(length) < 0) {
                socket.getOutputStream().write(request);
                readResponse(in);
                responses++;
            }
        }
        return responses;
    }

    private static void readResponse(InputStream in) throws IOException {
        int length = -1;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            }
        }
        if (length < 0) {
            throw new IOException("a response without a length");
        }
        in.skipNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ended");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}

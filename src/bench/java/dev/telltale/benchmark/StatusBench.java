package dev.telltale.benchmark;

import dev.telltale.model.Address;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Requests per second of one node of a running cluster, and of a bare server with responses of the same size. */
final class StatusBench implements Measurement {
    private static final int ROUNDS = 5;
    private static final int CONNECTIONS = 16;
    private static final int SECONDS = 5;
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s*([0-9.]+)");

    @Override
    public void run(Workplace place, Table table) throws IOException, InterruptedException {
        boolean hasWrk = Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "wrk")));
        var floor = new Samples("floor: bare server, constant answer");
        var node = new Samples("GET /status of one node of three");
        try (Asker client = new Asker();
                Cluster cluster = new Cluster(place)) {
            cluster.start(client);
            Address address = cluster.members().get(0).address();
            int size = client.get(address, "/status").length;
            try (Child server = Child.floor(place, size)) {
                client.allAnswer(List.of(server.port()));
                var bare = new Address(Workplace.HOST, server.port());
                rate(place, bare, hasWrk); // Warm up both.
                rate(place, address, hasWrk);
                for (int round = 0; round < ROUNDS; round++) {
                    floor.add(rate(place, bare, hasWrk));
                    node.add(rate(place, address, hasWrk));
                }
            }
            table.print("requests/s", floor, List.of(node));
            table.note("Requests by " + (hasWrk ? "wrk -t1" : "the built-in client") + ", " + CONNECTIONS
                    + " connections, " + SECONDS + " s a round; responses of " + size + " bytes.");
        }
    }

    private static double rate(Workplace place, Address address, boolean hasWrk)
            throws IOException, InterruptedException {
        return hasWrk ? wrk(place, address) : LoadClient.rate(address, CONNECTIONS, SECONDS);
    }

    private static double wrk(Workplace place, Address address) throws IOException, InterruptedException {
        Path output = place.folder().resolve("wrk.txt");
        Process wrk = new ProcessBuilder(
                        "wrk", "-t1", "-c" + CONNECTIONS, "-d" + SECONDS + "s", address.url() + "/status")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!wrk.waitFor(6L * SECONDS, TimeUnit.SECONDS)) {
            wrk.destroyForcibly();
            throw new IOException("wrk did not end");
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(text);
        if (!rate.find() || text.contains("Non-2xx")) {
            throw new IOException("wrk printed: " + text);
        }
        return Double.parseDouble(rate.group(1));
    }
}

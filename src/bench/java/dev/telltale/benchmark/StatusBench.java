package dev.telltale.benchmark;

import dev.telltale.model.Address;
import dev.telltale.model.Member;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Requests per second of one node of a running cluster, and of a bare server with responses of the same size. */
final class StatusBench implements Measurement {
    private static final int ROUNDS = 4;
    private static final int CONNECTIONS = 32;
    private static final int SECONDS = 3;
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s*([0-9.]+)");

    /** Ten times the original demo; performance.md derives it. */
    private static final Bound BOUND = Bound.atLeastTimesFloor(1.84);

    @Override
    public void run(Workplace place, Table table) throws IOException, InterruptedException {
        var floor = new Samples("floor: bare server, constant answer, requests/s");
        var status = new Figure("GET /status of one node of three, requests/s", place.subjects(), floor, BOUND);
        var heartbeat = new Figure("GET /heartbeat, requests/s", place.subjects(), floor, null);
        List<Child> clusters = new ArrayList<>();
        List<Address> nodes = new ArrayList<>();
        try (Asker client = new Asker()) {
            for (Subject subject : place.subjects()) {
                List<Member> members = place.members(3);
                String config = place.config(members).toString();
                clusters.add(place.start(subject.telltale("start", "--config", config)));
                client.allUp(members);
                nodes.add(members.get(0).address());
            }
            int size = client.get(nodes.get(0), "/status").length;
            try (Child server = place.floor(size)) {
                client.allAnswer(List.of(server.port()));
                for (int round = 0; round <= ROUNDS; round++) {
                    floor.add(rate(place, new Address(Workplace.HOST, server.port()), "/status"));
                    for (int i = 0; i < nodes.size(); i++) {
                        Subject subject = place.subjects().get(i);
                        status.of(subject).add(rate(place, nodes.get(i), "/status"));
                        heartbeat.of(subject).add(rate(place, nodes.get(i), "/heartbeat"));
                    }
                    if (round == 0) {
                        floor.clear();
                        status.clear();
                        heartbeat.clear();
                    }
                }
            }
            table.note("Requests by " + (isInstalled("wrk") ? "wrk -t1" : "the built-in client") + ", " + CONNECTIONS
                    + " connections, " + SECONDS + " s a round; responses of " + size + " bytes.");
        } finally {
            clusters.forEach(Child::close);
        }
        table.add(floor, List.of(status, heartbeat));
    }

    static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static double rate(Workplace place, Address address, String path) throws IOException, InterruptedException {
        if (!isInstalled("wrk")) {
            return LoadClient.rate(address, path, CONNECTIONS, SECONDS);
        }
        Child wrk = place.start(List.of("wrk", "-t1", "-c" + CONNECTIONS, "-d" + SECONDS + "s", address.url() + path));
        wrk.await(6L * SECONDS);
        Matcher rate = RATE.matcher(wrk.text());
        if (!rate.find() || wrk.text().contains("Non-2xx")) {
            throw new IOException("wrk printed: " + wrk.text());
        }
        return Double.parseDouble(rate.group(1));
    }
}

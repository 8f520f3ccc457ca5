package dev.telltale.benchmark;

import dev.telltale.model.Member;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Time from the command, and from the click, to all six cells up. */
final class StartBench implements Measurement {
    private static final int ROUNDS = 15;

    @Override
    public void run(Workplace place, Table table) throws IOException, InterruptedException {
        var floor = new Samples("floor: three bare servers answer");
        var typed = new Samples("`telltale start` typed -> six cells up");
        var clicked = new Samples("Start Cluster clicked -> six cells up");
        try (Asker client = new Asker()) {
            typed(place, client); // Warms up the client only: a user's first click is measured.
            for (int round = 0; round < ROUNDS; round++) {
                floor.add(floor(place, client));
                typed.add(typed(place, client));
                clicked.add(clicked(place, client));
            }
        }
        table.print("ms", floor, List.of(typed, clicked));
    }

    private static Duration floor(Workplace place, Asker client) throws IOException, InterruptedException {
        List<Child> servers = new ArrayList<>();
        try {
            ClockReading begin = TimeSource.SYSTEM.now();
            for (int i = 0; i < 3; i++) {
                servers.add(Child.floor(place, 500));
            }
            return client.allAnswer(servers.stream().map(Child::port).toList()).since(begin);
        } finally {
            servers.forEach(Child::close);
        }
    }

    private static Duration typed(Workplace place, Asker client) throws IOException, InterruptedException {
        List<Member> members = place.threeMembers();
        Path config = place.folder().resolve("cluster.json");
        Files.writeString(
                config,
                members.stream()
                        .map(member -> "{\"id\":\"" + member.id() + "\",\"port\":"
                                + member.address().port() + "}")
                        .collect(Collectors.joining(",", "{\"cluster\":\"bench\",\"nodes\":[", "]}")));
        ClockReading begin = TimeSource.SYSTEM.now();
        try (Child start = Child.start(
                place,
                0,
                List.of(
                        Workplace.java(),
                        "-jar",
                        Workplace.jar().toString(),
                        "start",
                        "--config",
                        config.toString()))) {
            assert start.process().isAlive();
            return client.allUp(members).since(begin);
        }
    }

    private static Duration clicked(Workplace place, Asker client) throws IOException, InterruptedException {
        try (Cluster cluster = new Cluster(place)) {
            ClockReading click = TimeSource.SYSTEM.now();
            var started = cluster.launcher().startAll();
            ClockReading up = client.allUp(cluster.members());
            started.join();
            return up.since(click);
        }
    }
}

package dev.telltale.benchmark;

import dev.telltale.model.Member;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Time from the command, and from the click, to all six cells up. */
final class StartBench implements Measurement {
    private static final int ROUNDS = 10;

    @Override
    public void run(Workplace place, Table table) throws IOException, InterruptedException {
        var floor = new Samples("floor: three bare servers answer, ms");
        var typed = new Figure("`start` typed -> six cells up, ms", place.subjects(), floor, Bound.timesFloor(2.4));
        var clicked =
                new Figure("Start Cluster clicked -> six cells up, ms", place.subjects(), floor, Bound.timesFloor(1.6));
        Map<Subject, LauncherChild> launchers = new LinkedHashMap<>();
        try (Asker client = new Asker()) {
            for (Subject subject : place.subjects()) {
                LauncherChild.start(place, subject, table).ifPresent(launcher -> launchers.put(subject, launcher));
            }
            for (int round = 0; round <= ROUNDS; round++) {
                floor.add(floor(place, client));
                for (Subject subject : place.subjects()) {
                    typed.of(subject).add(typed(place, subject, client));
                    LauncherChild launcher = launchers.get(subject);
                    if (launcher != null) {
                        clicked.of(subject).add(launcher.startAndClose(place.members(3), client));
                    }
                }
                if (round == 0) {
                    floor.clear();
                    typed.clear();
                    clicked.clear();
                }
            }
        } finally {
            launchers.values().forEach(LauncherChild::close);
        }
        table.add(floor, List.of(typed, clicked));
    }

    private static Duration floor(Workplace place, Asker client) throws IOException, InterruptedException {
        List<Child> servers = new ArrayList<>();
        try {
            ClockReading begin = TimeSource.SYSTEM.now();
            for (int i = 0; i < 3; i++) {
                servers.add(place.floor(500));
            }
            return client.allAnswer(servers.stream().map(Child::port).toList()).since(begin);
        } finally {
            servers.forEach(Child::close);
        }
    }

    private static Duration typed(Workplace place, Subject subject, Asker client)
            throws IOException, InterruptedException {
        List<Member> members = place.members(3);
        String config = place.config(members).toString();
        ClockReading begin = TimeSource.SYSTEM.now();
        try (Child start = place.start(subject.telltale("start", "--config", config))) {
            assert start.process().isAlive();
            return client.allUp(members).since(begin);
        }
    }
}

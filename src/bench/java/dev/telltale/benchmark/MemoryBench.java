package dev.telltale.benchmark;

import dev.telltale.launcher.process.Lifeline;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.platform.Tokens;
import dev.telltale.wire.NodeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** RSS and PSS of each of three nodes 20 s after their start, with and without the class-data archive. */
final class MemoryBench implements Measurement {
    private static final long SETTLE_MILLIS = 20_000;
    private static final double KIB_PER_MIB = 1024;

    @Override
    public void run(Workplace place, Table table) throws IOException, InterruptedException {
        if (!Files.exists(Path.of("/proc/self/smaps_rollup"))) {
            table.note("This system has no /proc/PID/smaps_rollup; memory is measured on Linux only.");
            return;
        }
        var floorRss = new Samples("floor: bare server, RSS");
        var floorPss = new Samples("floor: bare server, PSS");
        var rss = new Samples("node with the class-data archive, RSS");
        var pss = new Samples("node with the class-data archive, PSS");
        var plainRss = new Samples("node without it, RSS");
        var plainPss = new Samples("node without it, PSS");
        try (Asker client = new Asker()) {
            List<Child> floors = new ArrayList<>();
            try {
                for (int i = 0; i < 3; i++) {
                    floors.add(Child.floor(place, 500));
                }
                client.allAnswer(floors.stream().map(Child::port).toList());
                read(floors, floorRss, floorPss);
            } finally {
                floors.forEach(Child::close);
            }
            nodes(place, client, true, rss, pss);
            nodes(place, client, false, plainRss, plainPss);
        }
        table.print("MiB", floorRss, List.of(rss, plainRss));
        table.print("MiB", floorPss, List.of(pss, plainPss));
        table.note(
                "PSS divides shared pages among their processes; other Java processes on the machine make it smaller.");
    }

    private static void nodes(Workplace place, Asker client, boolean withArchive, Samples rss, Samples pss)
            throws IOException, InterruptedException {
        List<Member> members = place.threeMembers();
        List<Child> nodes = new ArrayList<>();
        try {
            for (Member member : members) {
                nodes.add(start(place, member, members, withArchive));
            }
            client.allUp(members);
            read(nodes, rss, pss);
        } finally {
            nodes.forEach(Child::close);
        }
    }

    /** The node ends with this process, also if the measurement is interrupted. */
    private static Child start(Workplace place, Member node, List<Member> members, boolean withArchive)
            throws IOException {
        List<Member> peers = members.stream().filter(peer -> !peer.equals(node)).toList();
        var settings = new NodeSettings(
                node,
                "bench",
                peers,
                HeartbeatSettings.DEFAULT,
                DetectionSettings.DEFAULT,
                null,
                Tokens.random(),
                Lifeline.thisProcess());
        List<String> words = new ArrayList<>(Workplace.nodeLaunch(withArchive));
        words.addAll(settings.arguments());
        Child child = Child.start(place, node.address().port(), words);
        Lifeline.send(child.process(), settings);
        return child;
    }

    private static void read(List<Child> children, Samples rss, Samples pss) throws IOException, InterruptedException {
        Thread.sleep(SETTLE_MILLIS);
        for (Child child : children) {
            Path process = Path.of("/proc", String.valueOf(child.process().pid()));
            rss.add(mebibytes(process.resolve("status"), "VmRSS:"));
            pss.add(mebibytes(process.resolve("smaps_rollup"), "Pss:"));
        }
    }

    private static double mebibytes(Path file, String key) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(key)) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / KIB_PER_MIB;
            }
        }
        throw new IOException(file + " has no " + key);
    }
}

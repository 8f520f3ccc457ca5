package dev.telltale.benchmark;

import dev.telltale.model.Member;
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
                nodes.add(Child.start(place, member.address().port(), words(member, members, withArchive)));
            }
            client.allUp(members);
            read(nodes, rss, pss);
        } finally {
            nodes.forEach(Child::close);
        }
    }

    private static List<String> words(Member node, List<Member> members, boolean withArchive) {
        List<String> words = new ArrayList<>(Workplace.nodeLaunch(withArchive));
        words.addAll(
                List.of("node", node.id().value(), String.valueOf(node.address().port())));
        for (Member peer : members) {
            if (!peer.equals(node)) {
                words.addAll(List.of("--peer", peer.id() + "=" + peer.address()));
            }
        }
        // Ends the nodes if the measurement is interrupted.
        ProcessHandle self = ProcessHandle.current();
        self.info()
                .startInstant()
                .ifPresent(start -> words.addAll(List.of("--parent", self.pid() + ":" + start.toEpochMilli())));
        return words;
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

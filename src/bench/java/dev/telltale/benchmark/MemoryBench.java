package dev.telltale.benchmark;

import dev.telltale.model.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** RSS of each of three nodes, and of three bare servers, 20 s after their start. */
final class MemoryBench implements Measurement {
    static final double MIB = 1024 * 1024;
    private static final long SETTLE_MILLIS = 20_000;

    @Override
    public void run(Workplace place, Table table) throws IOException, InterruptedException {
        var floor = new Samples("floor: bare server, RSS, MiB");
        var node = new Figure("3 nodes: RSS of a node, MiB", place.subjects(), floor, Bound.median(50));
        List<Child> servers = new ArrayList<>();
        List<Child> clusters = new ArrayList<>();
        try (Asker client = new Asker()) {
            for (int i = 0; i < 3; i++) {
                servers.add(place.floor(500));
            }
            client.allAnswer(servers.stream().map(Child::port).toList());
            for (Subject subject : place.subjects()) {
                List<Member> members = place.members(3);
                String config = place.config(members).toString();
                clusters.add(place.start(subject.telltale("start", "--config", config)));
                client.allUp(members);
            }
            Thread.sleep(SETTLE_MILLIS);
            for (Child server : servers) {
                floor.add(ProcessStat.residentBytes(server.process().toHandle()) / MIB);
            }
            for (int i = 0; i < clusters.size(); i++) {
                Samples samples = node.of(place.subjects().get(i));
                for (ProcessHandle process :
                        clusters.get(i).process().children().toList()) {
                    samples.add(ProcessStat.residentBytes(process) / MIB);
                }
            }
        } finally {
            Stream.concat(servers.stream(), clusters.stream()).forEach(Child::close);
        }
        table.add(floor, List.of(node));
    }
}

package dev.telltale.benchmark;

import dev.telltale.model.Member;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cluster started by {@code telltale start}: the time until all cells are up, its cost at rest and its memory. */
final class SizeBench implements Measurement {
    /** At rest from here on, by the clock of the start. */
    private static final Duration REST_AFTER = Duration.ofMinutes(2);

    private static final Duration REST = Duration.ofSeconds(20);
    private static final Duration START_LIMIT = Duration.ofSeconds(110);
    private static final Pattern ALARM = Pattern.compile(" says \\S+ is (suspect|down) ");

    static final List<Integer> SIZES = List.of(10, 30, 60, 100);

    private final int nodes;
    private final @Nullable Bound start;
    private final @Nullable Bound alarms;
    private final Bound rest;
    private final @Nullable Bound memory;

    private SizeBench(int nodes, @Nullable Bound start, @Nullable Bound alarms, Bound rest, @Nullable Bound memory) {
        this.nodes = nodes;
        this.start = start;
        this.alarms = alarms;
        this.rest = rest;
        this.memory = memory;
    }

    /** With the bounds that are demanded of a cluster of 10, 30, 60 or 100 nodes. */
    static SizeBench of(int nodes) {
        return switch (nodes) {
            case 10 -> new SizeBench(10, null, null, Bound.median(8), null);
            case 30 -> new SizeBench(30, Bound.most(20), Bound.most(0), Bound.median(25), Bound.median(55));
            case 60 -> new SizeBench(60, Bound.most(50), null, Bound.median(60), null);
            case 100 -> new SizeBench(100, null, null, Bound.median(100), null);
            default -> throw new IllegalArgumentException("no bounds for " + nodes + " nodes");
        };
    }

    /** What is measured while the cluster comes to rest. */
    interface Meanwhile {
        void run(Subject subject) throws IOException, InterruptedException;
    }

    @Override
    public void run(Workplace place, Table table) throws IOException, InterruptedException {
        run(place, table, subject -> {});
    }

    void run(Workplace place, Table table, Meanwhile meanwhile) throws IOException, InterruptedException {
        List<Subject> subjects = place.subjects();
        String cells = nodes + " nodes: `start` typed -> " + nodes * (nodes - 1) + " cells up, s";
        var up = new Figure(cells, subjects, null, start);
        var wrong = new Figure(nodes + " nodes: `suspect` or `down` in that time and later", subjects, null, alarms);
        var processor = new Figure(nodes + " nodes at rest, % of one core", subjects, null, rest);
        var resident = new Figure(nodes + " nodes: RSS of a node, MiB", subjects, null, memory);
        try {
            for (Subject subject : subjects) {
                List<Member> members = place.members(nodes);
                String config = place.config(members).toString();
                ClockReading begin = TimeSource.SYSTEM.now();
                try (Asker client = new Asker();
                        Child cluster = place.start(subject.telltale("start", "--config", config))) {
                    Optional<Duration> took = client.upAfter(begin.wall(), members, START_LIMIT);
                    if (took.isEmpty()) {
                        table.note(nodes + " nodes of " + subject.name() + " were not all up after "
                                + START_LIMIT.toSeconds() + " s, which is counted as that time.");
                    }
                    up.of(subject).add(took.orElse(START_LIMIT).toMillis() / 1000.0);
                    meanwhile.run(subject);
                    Thread.sleep(Math.max(
                            0,
                            REST_AFTER
                                    .minus(TimeSource.SYSTEM.now().since(begin))
                                    .toMillis()));
                    processor.of(subject).add(percentOfOneCore(withChildren(cluster), REST));
                    for (ProcessHandle node : cluster.process().children().toList()) {
                        resident.of(subject).add(ProcessStat.residentBytes(node) / MemoryBench.MIB);
                    }
                    wrong.of(subject)
                            .add(ALARM.matcher(cluster.text()).results().count());
                }
            }
        } finally {
            Stream.of(up, wrong, processor, resident).forEach(table::add);
        }
    }

    private static List<ProcessHandle> withChildren(Child cluster) {
        return Stream.concat(
                        Stream.of(cluster.process().toHandle()),
                        cluster.process().descendants())
                .toList();
    }

    /** The processor time of these processes in the next time of this length. */
    static double percentOfOneCore(List<ProcessHandle> processes, Duration length)
            throws IOException, InterruptedException {
        Duration before = ProcessStat.processorTime(processes);
        ClockReading begin = TimeSource.SYSTEM.now();
        Thread.sleep(length.toMillis());
        Duration used = ProcessStat.processorTime(processes).minus(before);
        return 100.0 * used.toNanos() / TimeSource.SYSTEM.now().nanosSince(begin);
    }
}

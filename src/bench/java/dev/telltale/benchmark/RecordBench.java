package dev.telltale.benchmark;

import dev.telltale.model.Member;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What recording 30 nodes at rest costs: the processor time of {@code telltale record} beside that of a second {@code
 * telltale start}, which watches the same nodes and does nothing else, as a panel does in any case.
 */
final class RecordBench implements Measurement {
    private static final int NODES = 30;
    private static final Duration START_LIMIT = Duration.ofSeconds(110);
    /** The compilers of both programs and the nodes come to rest. */
    private static final Duration WARM_UP = Duration.ofMinutes(1);

    private static final Duration MEASURED = Duration.ofMinutes(1);

    @Override
    public void run(Workplace place, Table table) throws IOException, InterruptedException {
        List<Subject> subjects = place.subjects();
        var watching = new Figure("watching 30 nodes, % of one core", subjects, null, null);
        var recording = new Figure("recording 30 nodes, % of one core", subjects, null, null);
        var more = new Figure("recording beyond watching, % of one core", subjects, null, Bound.median(5));
        var resident = new Figure("recording 30 nodes: RSS of the recorder, MiB", subjects, null, null);
        for (Subject subject : subjects) {
            List<Member> members = place.members(NODES);
            String config = place.config(members).toString();
            ClockReading begin = TimeSource.SYSTEM.now();
            Path out = place.folder()
                    .resolve("recording-" + members.get(0).address().port());
            try (Asker client = new Asker();
                    Child cluster = place.start(subject.telltale("start", "--config", config))) {
                if (client.upAfter(begin.wall(), members, START_LIMIT).isEmpty()) {
                    throw new IOException("30 nodes were not all up after 110 s: " + cluster.text());
                }
                try (Child watch = place.start(subject.telltale("start", "--config", config));
                        Child recorder =
                                place.start(subject.telltale("record", "--config", config, "--out", out.toString()))) {
                    Thread.sleep(WARM_UP.toMillis());
                    List<ProcessHandle> watches = List.of(watch.process().toHandle());
                    List<ProcessHandle> recorders = List.of(recorder.process().toHandle());
                    Duration watchBefore = ProcessStat.processorTime(watches);
                    double record = SizeBench.percentOfOneCore(recorders, MEASURED);
                    double watched = 100.0
                            * ProcessStat.processorTime(watches)
                                    .minus(watchBefore)
                                    .toNanos()
                            / MEASURED.toNanos();
                    watching.of(subject).add(watched);
                    recording.of(subject).add(record);
                    more.of(subject).add(Math.max(0, record - watched));
                    resident.of(subject).add(ProcessStat.residentBytes(recorders.get(0)) / MemoryBench.MIB);
                }
            }
        }
        List.of(watching, recording, more, resident).forEach(table::add);
    }
}

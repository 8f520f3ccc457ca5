package dev.telltale.recording.live;

import dev.telltale.groundtruth.Incidents;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.groundtruth.ProcessEvent.Kind;
import dev.telltale.registry.RunRecord;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the run records of this machine say of the processes of a cluster that others started: when each began, and when
 * it was last seen, up to a second before its end. So a correct detection never comes before it, and its detection time
 * is up to a second too long. Not thread-safe.
 */
public final class ProcessesSeen implements Supplier<Incidents> {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int MAX_EVENTS = 10_000;

    private final Supplier<List<RunRecord>> records;
    private final TimeSource clock;
    private final Map<Long, RunRecord> running = new HashMap<>();
    private final List<ProcessEvent> events = new ArrayList<>();
    private ClockReading looked;

    public ProcessesSeen(Supplier<List<RunRecord>> records, TimeSource clock) {
        this.records = records;
        this.clock = clock;
        looked = clock.now();
        look(looked, looked);
    }

    /** The newest 10,000 events. Reads the records at most once in a second. */
    @Override
    public Incidents get() {
        ClockReading now = clock.now();
        if (now.since(looked).compareTo(LOOK) >= 0) {
            ClockReading last = looked;
            looked = now;
            look(last, now);
        }
        return new Incidents(events, List.of());
    }

    private void look(ClockReading last, ClockReading now) {
        Map<Long, RunRecord> found = new HashMap<>();
        records.get().forEach(record -> found.put(record.pid(), record));
        running.values().removeIf(record -> {
            boolean isGone = !record.equals(found.get(record.pid()));
            if (isGone) {
                add(new ProcessEvent(Kind.ENDED, record.id(), record.pid(), last));
            }
            return isGone;
        });
        found.forEach((pid, record) -> {
            if (running.put(pid, record) == null) {
                add(new ProcessEvent(Kind.START, record.id(), pid, now.at(record.start())));
                add(new ProcessEvent(Kind.READY, record.id(), pid, now));
            }
        });
    }

    private void add(ProcessEvent event) {
        if (events.size() == MAX_EVENTS) {
            events.remove(0);
        }
        events.add(event);
    }
}

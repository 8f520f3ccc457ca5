package dev.telltale.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.config.ClusterConfig;
import dev.telltale.model.NodeId;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.RunningProgram;
import dev.telltale.testkit.TelltaleProgram;
import dev.telltale.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorder that is killed loses at most its last second. */
@Tag("process")
class KilledRecorderTest {
    private static final Duration EVERY = Duration.ofMillis(10);

    @TempDir
    private Path parent = Path.of("");

    /** Records a tick every 10 ms, whose number is in it, and prints the number after it was offered. */
    static final class Main {
        private Main() {}

        /** Runs until it is killed; the argument is the folder. */
        public static void main(String... arguments) throws Exception {
            TimeSource clock = TimeSource.SYSTEM;
            try (RecordingWriter writer = RecordingWriter.open(
                    Path.of(arguments[0]),
                    RecordingInfo.of(ClusterConfig.DEFAULT, clock.now().wall()),
                    RecordingLimits.DEFAULT,
                    clock,
                    told -> System.out.println(told))) {
                var never = new CountDownLatch(1);
                for (long tick = 0; !never.await(EVERY.toMillis(), TimeUnit.MILLISECONDS); tick++) {
                    Instant now = clock.now().wall();
                    writer.offer(RecordingFixture.chunk(new NodeId("node1"), tick, tick + 1, now, "tick"));
                    System.out.println(tick + " " + now.toEpochMilli());
                }
            }
        }
    }

    @Test
    void atMostTheLastSecondIsLostAndNoOlderBlock() throws Exception {
        Path folder = parent.resolve("a");
        var builder = new ProcessBuilder(
                TelltaleProgram.currentJava(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                folder.toString());
        List<String> lines;
        try (RunningProgram recorder = RunningProgram.start(builder)) {
            Await.until("3 s are recorded", () -> recorder.lines().size() > 250);
            recorder.process().destroyForcibly();
            Await.result(recorder.process().onExit());
            lines = recorder.lines().stream()
                    .filter(line -> line.matches("[0-9]+ [0-9]+"))
                    .toList();
        }
        List<Long> recorded = new ArrayList<>();
        new RecordingReader(folder).attempts(Instant.MIN, Instant.MAX, chunk -> recorded.add(chunk.first()));
        long last = recorded.get(recorded.size() - 1);
        for (int i = 0; i < recorded.size(); i++) {
            assertThat(recorded.get(i)).isEqualTo(i);
        }
        Instant lastRecorded = time(lines.get((int) last));
        Duration lost = Duration.between(lastRecorded, time(lines.get(lines.size() - 1)));
        System.out.printf("killed recorder: %d ticks recorded, %d ms lost%n", recorded.size(), lost.toMillis());
        assertThat(lost).isLessThan(Duration.ofSeconds(1));
    }

    private static Instant time(String line) {
        return Instant.ofEpochMilli(Long.parseLong(line.split(" ", -1)[1]));
    }
}

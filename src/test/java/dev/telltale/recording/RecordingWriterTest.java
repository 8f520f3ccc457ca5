package dev.telltale.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telltale.config.ClusterConfig;
import dev.telltale.recording.RecordedEvent.Gap;
import dev.telltale.recording.RecordedEvent.Gap.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a recording over time: rotation, retention, failures, clocks, locks. Time and failures are set. */
class RecordingWriterTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    private Path parent = Path.of("");

    private RecordingFixture recording(String name) {
        return new RecordingFixture(parent.resolve(name));
    }

    private static void record(RecordingFixture fixture, RecordingWriter writer, int seconds) {
        for (int i = 0; i < seconds; i++) {
            fixture.clock.advance(SECOND);
            assertThat(writer.offer(fixture.chunk(1, 2, 10))).isTrue();
            writer.flush();
        }
    }

    @Test
    void whatWasFlushedIsReadWhileItIsWritten() throws IOException {
        RecordingFixture fixture = recording("a");
        try (RecordingWriter writer = fixture.open()) {
            record(fixture, writer, 3);
            assertThat(fixture.chunks()).hasSize(3);
            assertThat(fixture.events()).hasSize(1).allMatch(event -> event instanceof RecordedEvent.Settings);
            assertThat(fixture.reader().info()).contains(RecordingFixture.INFO);
            assertThat(fixture.reader().notes()).isEmpty();
            assertThat(writer.totals().ticks()).isEqualTo(6);
        }
        assertThat(fixture.chunks()).hasSize(3);
        assertThat(fixture.fileNames())
                .containsExactly(
                        "attempts-000001-20261130T110001Z.ttr",
                        "changes-000001-20261130T110000Z.jsonl",
                        "recording.json",
                        "recording.lock");
    }

    @Test
    void aSecondRecorderIsRefused() throws IOException {
        RecordingFixture fixture = recording("a");
        try (RecordingWriter writer = fixture.open()) {
            record(fixture, writer, 1);
            assertThatThrownBy(fixture::open)
                    .isInstanceOf(RecordingException.class)
                    .hasMessage("PID " + ProcessHandle.current().pid() + " records to " + fixture.folder
                            + " already; name another folder");
            record(fixture, writer, 1);
        }
        assertThat(fixture.chunks()).hasSize(2);
    }

    @Test
    void anotherClusterAnotherFolderAndANewerVersionAreRefused() throws IOException {
        RecordingFixture fixture = recording("a");
        fixture.open().close();
        var other = new ClusterConfig(
                "other", ClusterConfig.DEFAULT.heartbeat(), ClusterConfig.DEFAULT.detection(), List.of());
        assertThatThrownBy(() -> new RecordingWriter(
                        fixture.folder,
                        RecordingInfo.of(other, RecordingFixture.START),
                        RecordingLimits.DEFAULT,
                        fixture.files,
                        fixture.clock,
                        fixture.told::add))
                .hasMessage(fixture.folder + " is a recording of the cluster demo, not of other; name another folder");

        Path info = fixture.folder.resolve("recording.json");
        Files.writeString(info, Files.readString(info).replace("\"version\":1", "\"version\":7"));
        assertThatThrownBy(fixture::open)
                .hasMessage(
                        info + " cannot be read, line 1: it has format version 7, but this Telltale reads version 1;"
                                + " use the version of Telltale that recorded it");
        assertThatThrownBy(() -> new RecordingReader(fixture.folder)).hasMessageContaining("format version 7");

        Path letters = Files.createDirectory(parent.resolve("letters"));
        Files.writeString(letters.resolve("dear.txt"), "x");
        assertThatThrownBy(new RecordingFixture(letters)::open)
                .hasMessage(letters + " is not empty and is no recording; name another folder");
        assertThatThrownBy(() -> new RecordingReader(letters))
                .hasMessage(letters + " is not a recording: it has no file recording.json");
        assertThatThrownBy(() -> new RecordingReader(parent.resolve("none")))
                .hasMessage("there is no file or folder " + parent.resolve("none"));
    }

    @Test
    void aFolderThatCannotBeCreatedIsRefusedInOneSentence() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "x");
        assertThatThrownBy(new RecordingFixture(file.resolve("sub"))::open)
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("cannot be");
    }

    @Test
    void aFullDiskIsToldOnceAndRecordingResumesAfterAGap() throws IOException {
        RecordingFixture fixture = recording("a");
        try (RecordingWriter writer = fixture.open()) {
            record(fixture, writer, 2);
            fixture.files.failure = "No space left on device";
            record(fixture, writer, 3);
            fixture.files.failsToCreate = true;
            record(fixture, writer, 3);
            assertThat(fixture.told)
                    .containsExactly("Nothing is recorded: " + fixture.folder
                            + " cannot be written: No space left on device. Trying again every half second.");
            fixture.files.failure = null;
            fixture.files.failsToCreate = false;
            record(fixture, writer, 2);
            assertThat(fixture.told)
                    .hasSize(2)
                    .last()
                    .isEqualTo("Recording to " + fixture.folder + " continues, after a gap of 6.0 s.");
        }
        // What was offered meanwhile waited in memory: nothing is missing and nothing is twice.
        assertThat(fixture.chunks()).hasSize(10).doesNotHaveDuplicates();
        assertThat(fixture.gaps())
                .containsExactly(new Gap(
                        Reason.STORAGE,
                        null,
                        RecordingFixture.START.plusSeconds(3),
                        RecordingFixture.START.plusSeconds(9),
                        "what the nodes still had was recorded afterwards"));
    }

    @Test
    void whileTheDiskIsFullNoMoreThanAFewMegabytesWait() throws IOException {
        RecordingFixture fixture = recording("a");
        try (RecordingWriter writer = fixture.open()) {
            fixture.files.failure = "No space left on device";
            fixture.files.failsToCreate = true;
            int taken = 0;
            while (taken < 1_000 && writer.offer(fixture.chunk(1, 1, 100_000))) {
                taken++;
                writer.flush();
            }
            assertThat(taken).isBetween(50, 100);
            RecordedEvent event = new Gap(Reason.PAUSED, null, RecordingFixture.START, RecordingFixture.START, "");
            int events = 0;
            while (events < 100_000 && writer.offer(event)) {
                events++;
            }
            assertThat(events).isEqualTo(20_000);
            fixture.files.failure = null;
            fixture.files.failsToCreate = false;
            writer.flush();
            assertThat(writer.offer(fixture.chunk(1, 1, 100_000))).isTrue();
        }
    }

    @Test
    void aPauseIsAGapOfTheTracesAndChangesAreRecordedThroughIt() throws IOException {
        RecordingFixture fixture = recording("a");
        try (RecordingWriter writer = fixture.open()) {
            record(fixture, writer, 2);
            writer.pause();
            record(fixture, writer, 3);
            var change = new Gap(Reason.LOST, RecordingFixture.ONE, RecordingFixture.START, RecordingFixture.START, "");
            assertThat(writer.offer(change)).isTrue();
            writer.unpause();
            record(fixture, writer, 1);
            fixture.clock.advance(SECOND);
            writer.pause();
            fixture.clock.advance(SECOND);
        }
        assertThat(fixture.chunks()).hasSize(3);
        assertThat(fixture.gaps().stream().map(gap -> gap.reason() + " " + gap.from() + " " + gap.until()))
                .containsExactly(
                        "LOST 2026-11-30T11:00:00Z 2026-11-30T11:00:00Z",
                        "PAUSED 2026-11-30T11:00:02Z 2026-11-30T11:00:05Z",
                        "PAUSED 2026-11-30T11:00:07Z 2026-11-30T11:00:08Z");
    }

    @Test
    void theTimeWithoutRecorderBeginsAtTheEndOfTheOneBefore() throws IOException {
        RecordingFixture fixture = recording("a");
        try (RecordingWriter writer = fixture.open()) {
            record(fixture, writer, 1);
            // Nothing changes, and no node runs any more.
            fixture.clock.advance(Duration.ofHours(1));
            writer.flush();
        }
        fixture.clock.advance(Duration.ofHours(2));
        fixture.open().close();
        assertThat(fixture.gaps().stream()
                        .filter(gap -> gap.reason() == Reason.NOT_RUNNING)
                        .map(gap -> gap.from() + " " + gap.until()))
                .containsExactly("2026-11-30T12:00:01Z 2026-11-30T14:00:01Z");
    }

    @Test
    void aRecorderThatClosesSoonLeavesItToTheNextOneToMakeTheSegmentCompact() throws IOException {
        RecordingFixture fixture = recording("a");
        RecordingWriter writer = fixture.open();
        record(fixture, writer, 100);
        writer.closeSoon();
        long before = Files.size(fixture.attempts().get(0));
        assertThat(fixture.chunks()).hasSize(100);
        fixture.open().close();
        assertThat(Files.size(fixture.attempts().get(0))).isLessThan(before / 2);
        assertThat(fixture.chunks()).hasSize(100);
    }

    @Test
    void aVanishedFolderIsToldOnceAndMadeAgain() throws IOException {
        RecordingFixture fixture = recording("a");
        try (RecordingWriter writer = fixture.open()) {
            record(fixture, writer, 2);
            deleteAll(fixture.folder);
            record(fixture, writer, 3);
            assertThat(fixture.told).hasSize(2);
            assertThat(fixture.told.get(0))
                    .startsWith("Nothing is recorded: " + fixture.folder + " cannot be written: ")
                    .contains("was deleted");
            // The new folder is locked again.
            assertThatThrownBy(fixture::open).hasMessageContaining("already");
        }
        assertThat(fixture.chunks()).hasSize(3);
        assertThat(fixture.gaps()).extracting(Gap::reason).containsExactly(Reason.STORAGE);
    }

    @Test
    void aVanishedDiskIsNotReplacedByAFolderInItsPlace() throws IOException {
        Path disk = Files.createDirectory(parent.resolve("disk"));
        var fixture = new RecordingFixture(disk.resolve("a"));
        try (RecordingWriter writer = fixture.open()) {
            record(fixture, writer, 1);
            deleteAll(fixture.folder);
            Files.delete(disk);
            record(fixture, writer, 3);
            assertThat(disk).doesNotExist();
            assertThat(fixture.told).hasSize(1);
            Files.createDirectory(disk);
            record(fixture, writer, 1);
            assertThat(fixture.told).hasSize(2);
        }
        assertThat(fixture.chunks()).hasSize(4);
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Test
    void aFolderIsContinuedAfterAGapWithWhatTheEarlierRecorderLost() throws IOException {
        RecordingFixture fixture = recording("a");
        try (RecordingWriter writer = fixture.open()) {
            record(fixture, writer, 3);
        }
        Path segment = fixture.attempts().get(0);
        byte[] hot = new BlockEncoder(RecordingFixture.START)
                .encode(List.of(RecordingFixture.chunk(RecordingFixture.TWO, 7, 9, RecordingFixture.START, "two")));
        Path next = segment.resolveSibling("attempts-000002-20261130T110000Z.ttr");
        Files.write(next, BlockFormat.FileHeader.open(RecordingFixture.START).encode());
        Files.write(next, hot, StandardOpenOption.APPEND);
        Files.write(next, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        try (var reader = new BlockInput(next)) {
            assertThat(reader.header().isCompact()).isFalse();
        }
        assertThat(fixture.chunks()).hasSize(4);

        fixture.clock.setWall(Instant.now().plusSeconds(5));
        try (RecordingWriter writer = fixture.open()) {
            assertThat(writer.earlier())
                    .singleElement()
                    .satisfies(part -> assertThat(part.next()).isEqualTo(9));
            record(fixture, writer, 1);
            assertThat(writer.totals().gaps()).isEqualTo(1);
        }
        assertThat(fixture.chunks()).hasSize(5);
        assertThat(fixture.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.reason()).isEqualTo(Reason.NOT_RUNNING);
            assertThat(gap.detail()).isEqualTo("the recorder before was ended while it wrote its last block");
        });
    }

    @Test
    void aTornLineIsToldAndABrokenOneRefused() throws IOException {
        RecordingFixture fixture = recording("a");
        fixture.open().close();
        Path changes = fixture.segments(Segment.Kind.CHANGES).get(0);
        String good = Files.readString(changes);
        String line = "{\"kind\":\"gap\",\"detail\":\"\u00e4\"";
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        for (int kept = 1; kept <= bytes.length; kept++) {
            Files.writeString(changes, good);
            Files.write(changes, Arrays.copyOf(bytes, kept), StandardOpenOption.APPEND);
            RecordingReader reader = fixture.reader();
            reader.events(Instant.MIN, Instant.MAX, event -> {});
            assertThat(reader.notes())
                    .containsExactly(
                            "the last " + kept + " bytes of changes-000001-20261130T110000Z.jsonl are incomplete"
                                    + " and left out: its recorder was ended, or is writing them");
        }
        Files.writeString(changes, good + line + "\n");
        assertThatThrownBy(() -> fixture.reader().events(Instant.MIN, Instant.MAX, event -> {}))
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith(changes + " cannot be read, line 2: not the JSON expected");
    }

    @Test
    void aSingleSegmentIsRead() throws IOException {
        RecordingFixture fixture = recording("a");
        try (RecordingWriter writer = fixture.open()) {
            record(fixture, writer, 3);
        }
        var attempts = new RecordingReader(fixture.attempts().get(0));
        assertThat(attempts.info()).isEmpty();
        var changes = new RecordingReader(fixture.segments(Segment.Kind.CHANGES).get(0));
        assertThat(changes.info()).isPresent();
        Path copy = Files.copy(fixture.attempts().get(0), parent.resolve("monday.ttr"));
        assertThatThrownBy(() -> new RecordingReader(copy))
                .hasMessageStartingWith(copy + " is no segment of a recording");
    }
}

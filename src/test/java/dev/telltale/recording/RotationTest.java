package dev.telltale.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.recording.RecordedEvent.Gap;
import dev.telltale.recording.RecordedEvent.Gap.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How segments follow each other and are deleted, also when the clock is set. */
class RotationTest {
    @TempDir
    private Path parent = Path.of("");

    private RecordingFixture recording(String name) {
        return new RecordingFixture(parent.resolve(name));
    }

    private static void record(RecordingFixture fixture, RecordingWriter writer, int seconds) {
        for (int i = 0; i < seconds; i++) {
            fixture.clock.advance(Duration.ofSeconds(1));
            assertThat(writer.offer(fixture.chunk(1, 2, 10))).isTrue();
            writer.flush();
        }
    }

    @Test
    void segmentsAreRotatedBySizeAndByTheQuarterOfADay() throws IOException {
        RecordingFixture fixture = recording("a");
        try (RecordingWriter writer = fixture.open(new RecordingLimits(Duration.ofDays(30), 100_000_000))) {
            for (int hour = 0; hour < 24; hour++) {
                fixture.clock.advance(Duration.ofHours(1));
                writer.offer(fixture.chunk(1, 1, 10));
                writer.offer(new Gap(Reason.PAUSED, null, RecordingFixture.START, RecordingFixture.START, ""));
                writer.flush();
            }
            assertThat(fixture.segments(Segment.Kind.ATTEMPTS)).hasSize(4);
            assertThat(fixture.segments(Segment.Kind.CHANGES)).hasSize(5);
            for (int i = 0; i < 70; i++) {
                writer.offer(fixture.chunk(1, 1, 100_000));
                writer.flush();
            }
            // 6.25 MB each.
            assertThat(fixture.segments(Segment.Kind.ATTEMPTS)).hasSize(5);
        }
        assertThat(fixture.chunks()).hasSize(94).doesNotHaveDuplicates();
        for (Path file : fixture.segments(Segment.Kind.ATTEMPTS)) {
            try (var input = new BlockInput(file)) {
                assertThat(input.header().isCompact()).isTrue();
            }
        }
        Instant noon = Instant.parse("2026-11-30T12:00:00Z");
        assertThat(fixture.chunks(noon, noon.plusSeconds(60)))
                .extracting(text -> text.split(" ", -1)[1])
                .contains("0-1")
                .doesNotContain("6-7");
    }

    @Test
    void theOldestIsDeletedByAge() throws IOException {
        RecordingFixture fixture = recording("a");
        try (RecordingWriter writer = fixture.open(new RecordingLimits(Duration.ofDays(2), 100_000_000))) {
            for (int hour = 0; hour < 240; hour++) {
                fixture.clock.advance(Duration.ofHours(1));
                writer.offer(fixture.chunk(1, 1, 10));
                writer.offer(new Gap(Reason.PAUSED, null, RecordingFixture.START, RecordingFixture.START, ""));
                writer.flush();
            }
        }
        assertThat(fixture.chunks()).hasSizeBetween(48, 60).last().asString().startsWith("node1 239-240");
        assertThat(fixture.segments(Segment.Kind.CHANGES)).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void theOldestIsDeletedBySize() throws IOException {
        RecordingFixture fixture = recording("a");
        try (RecordingWriter writer = fixture.open(new RecordingLimits(Duration.ofDays(30), 1_000_000))) {
            for (int i = 0; i < 500; i++) {
                fixture.clock.advance(Duration.ofSeconds(1));
                writer.offer(fixture.chunk(1, 1, 10_000));
                writer.flush();
                assertThat(Retention.size(fixture.folder)).isLessThanOrEqualTo(1_000_000);
            }
        }
        assertThat(fixture.chunks()).hasSizeBetween(80, 100).last().asString().startsWith("node1 499-500");
    }

    @Test
    void aClockThatIsSetForwardDeletesNothingAndIsAGap() throws IOException {
        RecordingFixture fixture = recording("a");
        try (RecordingWriter writer = fixture.open()) {
            record(fixture, writer, 2);
            fixture.clock.setWall(Instant.parse("2036-01-01T00:00:00Z"));
            record(fixture, writer, 2);
            fixture.clock.advance(Duration.ofHours(6));
            record(fixture, writer, 2);
        }
        assertThat(fixture.chunks()).hasSize(6);
        assertThat(fixture.gaps()).hasSize(1);
        assertThat(fixture.gaps().get(0).reason()).isEqualTo(Reason.CLOCK);
        assertThat(fixture.gaps().get(0).from()).isEqualTo(RecordingFixture.START.plusSeconds(3));
        assertThat(fixture.gaps().get(0).until()).isEqualTo(Instant.parse("2036-01-01T00:00:01Z"));
    }

    @Test
    void aClockThatIsSetBackIsAGapAndBeginsASegment() throws IOException {
        RecordingFixture fixture = recording("a");
        try (RecordingWriter writer = fixture.open()) {
            record(fixture, writer, 5);
            fixture.clock.setWall(RecordingFixture.START.minusSeconds(600));
            record(fixture, writer, 5);
        }
        assertThat(fixture.chunks()).hasSize(10).doesNotHaveDuplicates();
        assertThat(fixture.segments(Segment.Kind.ATTEMPTS)).hasSize(2);
        assertThat(fixture.gaps()).extracting(Gap::reason).containsExactly(Reason.CLOCK);
        assertThat(fixture.chunks(RecordingFixture.START.minusSeconds(700), RecordingFixture.START.minusSeconds(10)))
                .hasSize(5);
    }
}

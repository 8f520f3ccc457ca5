package dev.telltale.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTest {
    private static final Instant START = Instant.parse("2026-11-30T06:00:00Z");
    private static final Duration SIX_HOURS = Duration.ofHours(6);

    @TempDir
    private Path folder;

    private Segment segment(int number, int bytes) throws IOException {
        Segment segment =
                Segment.of(folder, Segment.Kind.ATTEMPTS, number, START.plus(SIX_HOURS.multipliedBy(number - 1L)));
        Files.write(segment.file(), new byte[bytes]);
        return segment;
    }

    @Test
    void theNewestBytesBeginWhereTheSegmentsSaySo() throws IOException {
        List<Segment> segments = List.of(segment(1, 1_000), segment(2, 2_000), segment(3, 600));
        Instant end = START.plus(Duration.ofHours(18));
        assertThat(Segment.begin(segments, 3_600, end)).isEqualTo(Instant.MIN);
        assertThat(Segment.begin(segments, 600, end)).isEqualTo(START.plus(Duration.ofHours(12)));
        assertThat(Segment.begin(segments, 300, end)).isEqualTo(START.plus(Duration.ofHours(15)));
        assertThat(Segment.begin(segments, 1_600, end)).isEqualTo(START.plus(Duration.ofHours(9)));
        assertThat(Segment.begin(segments, 3_599, end)).isBetween(START, START.plusSeconds(60));
    }

    @Test
    void withAClockThatWasSetBackTheyBeginAtTheEnd() throws IOException {
        List<Segment> segments = List.of(segment(2, 1_000));
        assertThat(Segment.begin(segments, 500, START)).isEqualTo(START);
    }
}

package dev.telltale.recording.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telltale.groundtruth.Interval;
import dev.telltale.incident.Incident;
import dev.telltale.node.TickTrace;
import dev.telltale.recording.RecordedEvent;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.RecordingReader;
import dev.telltale.recording.incident.RecordedIncidents;
import dev.telltale.recording.incident.SimulatedRecording;
import dev.telltale.recording.load.LoadedRecording;
import dev.telltale.trace.NodeTrace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanExportTest {
    private static final String SEGMENT = "attempts-000001-19700101T000000Z.ttr";

    @TempDir
    private Path folder;

    private final SimulatedRecording run = new SimulatedRecording();

    /** Ten quiet minutes, a crash for 30 s, and ten quiet minutes. */
    private Incident crashWithin() throws IOException {
        run.on(Duration.ofMinutes(10));
        run.kill(2);
        run.on(Duration.ofSeconds(30));
        run.start(2);
        run.on(Duration.ofMinutes(10));
        return RecordedIncidents.read(recording(), Instant.EPOCH, Instant.MAX)
                .incidents()
                .get(0);
    }

    private Path recording() {
        Path recording = folder.resolve("recording");
        return Files.exists(recording) ? recording : run.writeTo(recording);
    }

    private Path exported(Interval span) throws IOException {
        Path file = folder.resolve("one.telltale");
        SpanExport.write(recording(), span, file);
        return file;
    }

    private static Interval spanOf(Incident incident) {
        return new Interval(incident.from(), Objects.requireNonNull(incident.until()));
    }

    @Test
    void anExportedIncidentIsReadBackWithTheSameTicksAroundIt() throws Exception {
        Interval span = spanOf(crashWithin());

        LoadedRecording back = LoadedRecording.read(exported(span));

        Interval wide = SpanExport.withMargin(
                span, new RecordingReader(recording()).info().orElseThrow());
        assertThat(wide.from()).isBeforeOrEqualTo(span.from().minus(SpanExport.MARGIN));
        assertThat(wide.to()).isEqualTo(span.to().plus(SpanExport.MARGIN));
        Map<Long, List<TickTrace>> expected = ticks(LoadedRecording.read(recording()), wide);
        assertThat(expected).hasSize(4);
        assertThat(ticks(back, wide)).isEqualTo(expected);
        assertThat(ticks(back, new Interval(Instant.EPOCH, Instant.MAX))).isEqualTo(expected);
        assertThat(back.outages()).isEqualTo(LoadedRecording.read(recording()).outages());
    }

    /** The ticks in the span, by process: a node that was started again has two. */
    private static Map<Long, List<TickTrace>> ticks(LoadedRecording recording, Interval span) {
        Map<Long, List<TickTrace>> ticks = new HashMap<>();
        for (NodeTrace trace : recording.traces()) {
            List<TickTrace> inSpan = trace.ticks().stream()
                    .filter(tick -> !tick.at().wall().isBefore(span.from())
                            && tick.at().wall().isBefore(span.to()))
                    .toList();
            if (!inSpan.isEmpty()) {
                long process = trace.header().incarnation() * 31
                        + trace.header().observer().hashCode();
                ticks.computeIfAbsent(process, unused -> new ArrayList<>()).addAll(inSpan);
            }
        }
        return ticks;
    }

    @Test
    void anExportedIncidentIsTheSameIncident() throws Exception {
        Incident incident = crashWithin();

        RecordedIncidents back = RecordedIncidents.read(exported(spanOf(incident)), Instant.EPOCH, Instant.MAX);

        assertThat(back.incidents()).containsExactly(incident);
    }

    @Test
    void theChangesOfTheSpanAreTheSame() throws Exception {
        Interval span = spanOf(crashWithin());

        assertThat(changes(exported(span), span)).isNotEmpty().isEqualTo(changes(recording(), span));
    }

    private static List<RecordedEvent> changes(Path recording, Interval span) throws RecordingException {
        List<RecordedEvent> changes = new ArrayList<>();
        new RecordingReader(recording).events(span.from(), span.to(), event -> {
            if (!(event instanceof RecordedEvent.Settings)) {
                changes.add(event);
            }
        });
        return changes;
    }

    @Test
    void aTimeThatWasNotRecordedIsNotExported() throws Exception {
        crashWithin();
        Instant later = run.now().plus(Duration.ofHours(2));

        assertThatThrownBy(() -> exported(new Interval(later, later.plusSeconds(1))))
                .isInstanceOf(RecordingException.class)
                .hasMessage("nothing was recorded in this time");
        assertThat(folder.resolve("one.telltale")).doesNotExist();
        assertThat(folder.resolve("one.telltale.part")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../evil.sh", "/etc/passwd", "sub/" + SEGMENT, "readme.txt", "C:\\evil\u0000.ttr"})
    void aFileWithAnotherEntryIsRefused(String name) throws Exception {
        Path file = zip(name, new byte[4]);

        assertThatThrownBy(() -> new RecordingReader(file))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("is no exported recording: it has the entry");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFileThatUnpacksToTooMuchIsRefused() throws Exception {
        Path file = folder.resolve("bomb.telltale");
        try (OutputStream out = Files.newOutputStream(file);
                var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(SEGMENT));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 129; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }

        assertThat(Files.size(file)).isLessThan(1 << 20);
        assertThatThrownBy(() -> LoadedRecording.read(file))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("it has more than 128 MB");
    }

    @Test
    void moreThanTheDeclaredSizeIsNotRead() throws Exception {
        Path file = zip("recording.json", "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
        // The size is in the central directory, 24 bytes after its signature.
        byte[] bytes = Files.readAllBytes(file);
        int entry = lastIndexOf(bytes, new byte[] {'P', 'K', 1, 2});
        Arrays.fill(bytes, entry + 24, entry + 28, (byte) 0);
        bytes[entry + 24] = 10;
        Files.write(file, bytes);

        assertThatThrownBy(() -> new RecordingReader(file))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("cannot be read");
    }

    private static int lastIndexOf(byte[] bytes, byte[] wanted) {
        int at = bytes.length - wanted.length;
        while (!Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
            at--;
        }
        return at;
    }

    @Test
    void aTruncatedFileIsRefused() throws Exception {
        byte[] whole = Files.readAllBytes(exported(spanOf(crashWithin())));
        for (int length : List.of(3, 30, whole.length / 2, whole.length - 1)) {
            Path file = Files.write(folder.resolve("torn.telltale"), Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> LoadedRecording.read(file))
                    .isInstanceOf(RecordingException.class)
                    .hasMessageContaining("no zip file, or is incomplete");
        }
    }

    @Test
    void aFileThatIsNoZipIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("some.telltale"), "<html>");

        assertThatThrownBy(() -> LoadedRecording.read(file))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("no exported recording");
    }

    @Test
    void aDamagedEntryIsRefusedInOneSentence() throws Exception {
        Path file = exported(spanOf(crashWithin()));
        byte[] bytes = Files.readAllBytes(file);
        for (int i = bytes.length / 2; i < bytes.length / 2 + 40; i++) {
            bytes[i] ^= 0x55;
        }
        Files.write(file, bytes);

        assertThatThrownBy(() -> LoadedRecording.read(file)).isInstanceOf(RecordingException.class);
    }

    private Path zip(String name, byte[] content) throws IOException {
        Path file = folder.resolve("made.telltale");
        try (OutputStream out = Files.newOutputStream(file);
                var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
        return file;
    }
}

package dev.telltale.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telltale.config.ClusterConfig;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Origin;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Silence;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.recording.RecordedEvent.Gap;
import dev.telltale.time.ClockReading;
import dev.telltale.time.WallMicros;
import dev.telltale.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each event is read as it was written, and a line that is not understood is refused in one sentence. */
class EventLineTest {
    private static final NodeId ONE = RecordingFixture.ONE;
    private static final NodeId TWO = RecordingFixture.TWO;
    private static final Instant AT = Instant.parse("2026-11-30T11:00:00.123456Z");

    private static ClockReading reading(Instant wall) {
        return new ClockReading(WallMicros.of(wall) * 1_000, wall);
    }

    static Stream<RecordedEvent> events() {
        var silence = new Silence(Duration.ofMillis(5_300), Duration.ofMillis(5_100));
        var settings = new HeartbeatSettings(Duration.ofMillis(200), Duration.ofMillis(900));
        var tuned = new DetectionSettings(DetectorKind.PHI, 2, 3, Duration.ofSeconds(30), 5.5, 2);
        var fault = new Fault(
                new FaultId("cut-1"),
                "panel-1",
                new LinkFault.Cut(Set.of(new Link(ONE, TWO))),
                AT,
                Duration.ofSeconds(10));
        return Stream.of(
                new RecordedEvent.Settings(RecordingInfo.of(ClusterConfig.DEFAULT, AT)),
                new RecordedEvent.Settings(new RecordingInfo(AT, "x", settings, tuned, ClusterConfig.DEFAULT.nodes())),
                new RecordedEvent.StatusChanged(
                        new Transition(AT, ONE, TWO, Status.UP, Status.DOWN, Evidence.REFUSED, "sp\u00e4t \"x\"")),
                new RecordedEvent.StatusChanged(new Transition(
                        AT, ONE, TWO, Status.DOWN, Status.UP, null, null, new Transition.Return(true, 3, silence))),
                new RecordedEvent.VerdictChanged(
                        new VerdictChange(AT, TWO, ONE, DetectorKind.SWIM, Status.UNKNOWN, Status.SUSPECT, null)),
                new RecordedEvent.VerdictChanged(
                        new VerdictChange(AT, TWO, ONE, DetectorKind.TIMEOUT, Status.DOWN, Status.UP, silence)),
                new RecordedEvent.ProcessChanged(
                        new ProcessEvent(ProcessEvent.Kind.KILL, ONE, 4711, reading(AT), Origin.SCENARIO)),
                new RecordedEvent.ProcessChanged(
                        new ProcessEvent(ProcessEvent.Kind.ENDED, ONE, 4711, reading(AT), 137)),
                new RecordedEvent.FaultChanged(new FaultInterval(fault, reading(AT), null)),
                new RecordedEvent.FaultChanged(new FaultInterval(
                        fault, reading(AT), reading(AT.plusSeconds(3)), Origin.MANUAL, Origin.AUTOMATIC)),
                new Gap(Gap.Reason.LOST, ONE, Instant.EPOCH, AT, "3 ticks"),
                new Gap(Gap.Reason.NOT_RUNNING, null, AT, AT, ""));
    }

    private static RecordedEvent read(String line) throws WireException {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return EventReader.read(bytes, bytes.length);
    }

    @ParameterizedTest
    @MethodSource("events")
    void isReadAsWritten(RecordedEvent event) throws WireException {
        byte[] line = EventWriter.line(event);
        assertThat(EventReader.read(line, line.length)).isEqualTo(event);
        assertThat(new String(line, StandardCharsets.UTF_8)).endsWith("}\n").containsOnlyOnce("\n");
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonOfAGapIsRead(Gap.Reason reason) throws WireException {
        byte[] line = EventWriter.line(new Gap(reason, ONE, AT, AT.plusSeconds(1), ""));
        assertThat(EventReader.read(line, line.length)).isInstanceOf(Gap.class);
    }

    @Test
    void fieldsThatAreNotKnownAreSkipped() throws WireException {
        assertThat(read("{\"kind\":\"gap\",\"at\":\"2026-11-30T11:00:00Z\",\"until\":\"2026-11-30T11:00:01Z\","
                        + "\"reason\":\"paused\",\"later\":{\"x\":[1]},\"more\":3}"))
                .isEqualTo(new Gap(
                        Gap.Reason.PAUSED, null, RecordingFixture.START, RecordingFixture.START.plusSeconds(1), ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"kind":"dream"}                                          | there is no kind "dream" in format version 1
            {}                                                        | kind is missing
            [1]                                                       | the line is not a JSON object
            {"kind":"settings"}                                       | it is not a Telltale recording
            {"kind":"settings","format":"telltale-recording","version":2} | it has format version 2, but this Telltale reads version 1; use the version of Telltale that recorded it
            {"kind":"gap","at":"2026-11-30T11:00:00Z","until":"2026-11-30T11:00:00Z","reason":"x"} | reason is "x", which is not known
            {"kind":"gap","at":"2026-11-30T11:00:01Z","until":"2026-11-30T11:00:00Z","reason":"lost"} | a gap ends after it begins, found 2026-11-30T11:00:01Z to 2026-11-30T11:00:00Z
            {"kind":"verdict","at":"2026-11-30T11:00:00Z"}            | observer is missing
            """)
    void whatIsNotUnderstoodIsRefusedInOneSentence(String line, String sentence) {
        assertThatThrownBy(() -> read(line)).isInstanceOf(WireException.class).hasMessage(sentence);
    }

    @Test
    void everyTruncatedLineIsRefused() {
        for (RecordedEvent event : events().toList()) {
            byte[] line = EventWriter.line(event);
            for (int length = 0; length < line.length - 1; length++) {
                int kept = length;
                assertThatThrownBy(() -> EventReader.read(line, kept)).isInstanceOf(WireException.class);
            }
        }
    }

    @Test
    void theLargestFaultIsRead() throws WireException {
        Set<Link> links = IntStream.range(0, 40_200)
                .filter(i -> i / 201 != i % 201)
                .limit(40_000)
                .mapToObj(i -> new Link(longName(i / 201), longName(i % 201)))
                .collect(Collectors.toSet());
        var fault = new Fault(new FaultId("cut-1"), "panel-1", new LinkFault.Cut(links), AT, Duration.ofSeconds(10));
        var event = new RecordedEvent.FaultChanged(new FaultInterval(fault, reading(AT), null));
        byte[] line = EventWriter.line(event);
        assertThat(EventReader.read(line, line.length)).isEqualTo(event);
    }

    private static NodeId longName(int number) {
        return new NodeId("x".repeat(60) + number);
    }

    @Test
    void aTimeFarAwayIsRefused() {
        assertThatThrownBy(() -> read("{\"kind\":\"process\",\"node\":\"a\",\"event\":\"kill\",\"pid\":1,"
                        + "\"origin\":\"manual\",\"at\":\"+999999999-11-30T11:00:00Z\"}"))
                .isInstanceOf(WireException.class);
        assertThat(List.of(Gap.Reason.values())).hasSize(7);
    }
}

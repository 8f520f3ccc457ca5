package dev.telltale.dashboard.viewmodel.recording;

import dev.telltale.recording.RecordedEvent.Gap;
import dev.telltale.recording.history.RecordedHistory;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.LocaleFormat;
import dev.telltale.text.LocaleFormat.Precision;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/** What the window says of a recording: which it is, and what of it is missing at an instant. */
public final class RecordingText {
    private static final Duration PRECISE = Duration.ofMinutes(10);

    private final RecordedHistory history;
    private final ZoneId zone;

    public RecordingText(RecordedHistory history, ZoneId zone) {
        this.history = history;
        this.zone = zone;
    }

    /** "recording of demo, 30 Nov 11:05 to 12:05"; with seconds if it is short. */
    public String title() {
        Instant begin = history.begin();
        Instant end = history.end();
        Precision precision =
                Duration.between(begin, end).compareTo(PRECISE) < 0 ? Precision.SECONDS : Precision.MINUTES;
        String until = LocaleFormat.clock(end, zone, precision);
        return "recording of " + history.info().cluster() + ", " + day(begin) + " "
                + LocaleFormat.clock(begin, zone, precision) + " to "
                + (date(begin).equals(date(end)) ? until : day(end) + " " + until);
    }

    private LocalDate date(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    private String day(Instant at) {
        return DateTimeFormatter.ofPattern("d MMM", LocaleFormat.ofThisThread()).format(at.atZone(zone));
    }

    /** "30 Nov 11:05:12.340". */
    public String position(Instant at) {
        return day(at) + " " + DurationFormat.clock(at, zone);
    }

    /** Why something is not recorded at an instant: "not recorded: no recorder ran"; empty if all of it is. */
    public String missing(Instant at) {
        List<Gap> missing = gaps().stream()
                .filter(gap -> !at.isBefore(gap.from()) && at.isBefore(gap.until()))
                .toList();
        return missing.stream().anyMatch(gap -> gap.node() == null)
                ? "not recorded: "
                        + missing.stream()
                                .filter(gap -> gap.node() == null)
                                .findFirst()
                                .orElseThrow()
                                .reason()
                                .text()
                : missing.isEmpty()
                        ? ""
                        : missing.stream()
                                        .map(gap -> String.valueOf(gap.node()))
                                        .distinct()
                                        .collect(Collectors.joining(", "))
                                + " not recorded";
    }

    /** "11:05:12 to 11:05:40 not recorded: no recorder ran", with the node if it is of one. */
    public String of(Gap gap) {
        return LocaleFormat.clock(clamped(gap.from()), zone, Precision.SECONDS) + " to "
                + LocaleFormat.clock(clamped(gap.until()), zone, Precision.SECONDS)
                + (gap.node() == null ? "" : " " + gap.node()) + " not recorded: "
                + gap.reason().text()
                + (gap.detail().isEmpty() ? "" : " (" + gap.detail() + ")");
    }

    private Instant clamped(Instant at) {
        return at.isBefore(history.begin()) ? history.begin() : at.isAfter(history.end()) ? history.end() : at;
    }

    /** What is not recorded within the recording. */
    public List<Gap> gaps() {
        return history.gaps().stream()
                .filter(gap ->
                        gap.until().isAfter(history.begin()) && gap.from().isBefore(history.end()))
                .toList();
    }
}

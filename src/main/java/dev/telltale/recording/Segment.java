package dev.telltale.recording;

import dev.telltale.platform.BoundedZip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One file of a recording, like {@code attempts-000001-20261130T110512Z.ttr}, in a folder or in an archive. Immutable.
 *
 * @param number the order of the files of a kind; clocks may jump, numbers do not
 * @param start when it was begun, in whole seconds, by the recorder's clock
 * @param archive the zip file that it is in; null for a file of its own
 */
public record Segment(
        Path file,
        Kind kind,
        long number,
        Instant start,
        @Nullable Path archive) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern NAME =
            Pattern.compile("(attempts|changes)-([0-9]{6,12})-([0-9]{8}T[0-9]{6}Z)\\.(ttr|jsonl)");

    /** What a segment holds. */
    public enum Kind {
        /** Parts of traces, as binary blocks. */
        ATTEMPTS(".ttr"),
        /** Everything else, as JSON lines. */
        CHANGES(".jsonl");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }

        private String prefix() {
            return name().toLowerCase(Locale.ROOT) + '-';
        }
    }

    /** The segment with this number in the folder; does not create it. */
    public static Segment of(Path folder, Kind kind, long number, Instant start) {
        String name =
                String.format(Locale.ROOT, "%s%06d-%s%s", kind.prefix(), number, STAMP.format(start), kind.suffix);
        return new Segment(folder.resolve(name), kind, number, start, null);
    }

    /** Empty for a file that is no segment by its name. */
    static Optional<Segment> parse(Path file) {
        return parse(file, String.valueOf(file.getFileName()), null);
    }

    /** The segment of this name in an archive; empty if it is none by its name. */
    static Optional<Segment> parse(Path archive, String entry) {
        return NAME.matcher(entry).matches() ? parse(archive.resolve(entry), entry, archive) : Optional.empty();
    }

    private static Optional<Segment> parse(Path file, String text, @Nullable Path archive) {
        Matcher name = NAME.matcher(text);
        if (!name.matches()) {
            return Optional.empty();
        }
        Kind kind = Kind.valueOf(name.group(1).toUpperCase(Locale.ROOT));
        try {
            Instant start = LocalDateTime.parse(name.group(3), STAMP).toInstant(ZoneOffset.UTC);
            return kind.suffix.equals('.' + name.group(4))
                    ? Optional.of(new Segment(file, kind, Long.parseLong(name.group(2)), start, archive))
                    : Optional.empty();
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }

    /** The segments of a kind in the folder, in their order. */
    static List<Segment> list(Path folder, Kind kind) throws IOException {
        List<Segment> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, kind.prefix() + "*")) {
            for (Path file : files) {
                parse(file).filter(segment -> segment.kind == kind).ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparingLong(Segment::number));
        return found;
    }

    /** The segments of a kind among the entries of an archive, in their order. */
    static List<Segment> list(Path archive, Collection<String> entries, Kind kind) {
        return entries.stream()
                .flatMap(entry -> parse(archive, entry).stream())
                .filter(segment -> segment.kind == kind)
                .sorted(Comparator.comparingLong(Segment::number))
                .toList();
    }

    /**
     * When the newest so many bytes of these segments begin: between two starts, as if each were written at an even rate.
     *
     * @param end of the last one
     * @return {@link Instant#MIN} if there are no more bytes; at most {@code end}, also if the clock was set back
     */
    static Instant begin(List<Segment> segments, long bytes, Instant end) throws IOException {
        long rest = bytes;
        Instant until = end;
        for (int i = segments.size() - 1; i >= 0; i--) {
            Segment segment = segments.get(i);
            long size = segment.exists() ? segment.size() : 0;
            if (size > rest) {
                Duration length = Duration.between(segment.start, until);
                return length.isNegative()
                        ? until
                        : until.minus(length.multipliedBy(rest).dividedBy(size));
            }
            rest -= size;
            until = segment.start;
        }
        return Instant.MIN;
    }

    boolean exists() {
        return Files.exists(archive == null ? file : archive);
    }

    long size() throws IOException {
        return archive == null ? Files.size(file) : BoundedZip.size(archive, name());
    }

    InputStream open() throws IOException {
        return archive == null ? Files.newInputStream(file) : BoundedZip.open(archive, name());
    }

    /** The name of the file, without a folder. */
    public String name() {
        return String.valueOf(file.getFileName());
    }
}

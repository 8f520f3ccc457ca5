package dev.telltale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document of hostile cases is whole, and claims no test that is not there. */
class ReliabilityTest {
    private static final Path DOCUMENT = Path.of("src/site/markdown/reliability.md");
    private static final Path TESTS = Path.of("src/test/java");
    private static final int CASES = 72;
    private static final Pattern CASE = Pattern.compile("(?m)^\\| ([0-9]+) \\|.*\\|$");
    private static final Pattern CLAIM = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");

    @Test
    void everyCaseHasItsRowInOrder() throws IOException {
        List<Integer> rows = CASE.matcher(Files.readString(DOCUMENT))
                .results()
                .map(row -> Integer.valueOf(row.group(1)))
                .toList();
        assertThat(rows).isEqualTo(IntStream.rangeClosed(1, CASES).boxed().toList());
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Map<String, String> sources = sources();
        List<String> missing = CLAIM.matcher(Files.readString(DOCUMENT))
                .results()
                .filter(claim -> !isTrue(claim, sources))
                .map(MatchResult::group)
                .toList();
        assertThat(missing).isEmpty();
    }

    private static boolean isTrue(MatchResult claim, Map<String, String> sources) {
        String source = sources.getOrDefault(claim.group(1), "");
        return claim.group(2) == null ? !source.isEmpty() : source.contains("void " + claim.group(2) + "(");
    }

    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(ReliabilityTest::name, ReliabilityTest::text));
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).replace(".java", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

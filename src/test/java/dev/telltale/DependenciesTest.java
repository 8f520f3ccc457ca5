package dev.telltale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What stands beside the program is what the document says, with its licence. */
class DependenciesTest {
    private static final Path DOCUMENT = Path.of("src", "site", "markdown", "dependencies.md");
    private static final Path NOTICE = Path.of("src", "main", "resources", "META-INF", "NOTICE");
    private static final Path LIB = Path.of("target", "lib");
    /** Those of JavaFX come twice, once with what belongs to this system. */
    private static final Pattern JAR = Pattern.compile("([a-z-]+)-([0-9].*?)(-(linux|mac|win)[a-z0-9-]*)?\\.jar");

    private static final Pattern ROW = Pattern.compile(
            "^\\| ([a-z-]+) \\| ([^|]+) \\| (Apache-2.0|MIT|GPL-2.0 with the Classpath Exception) \\| .+ \\|$",
            Pattern.MULTILINE);
    /** A library in a list of the NOTICE: indented by two, a remark in parentheses behind it. */
    private static final Pattern NOTED = Pattern.compile("^  ([a-z-]+)( \\(.*\\))?$", Pattern.MULTILINE);

    @Test
    void theDocumentListsExactlyThePackagedLibrariesWithVersionAndLicence() throws IOException {
        TreeSet<String> told = ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> files = Files.list(LIB)) {
            TreeSet<String> there = files.map(
                            file -> Objects.requireNonNull(file.getFileName()).toString())
                    .map(DependenciesTest::nameAndVersion)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(told).isEqualTo(there);
        }
    }

    @Test
    void theNoticeListsExactlyTheLibrariesOfTheDocument() throws IOException {
        assertThat(names(NOTED, NOTICE)).isEqualTo(names(ROW, DOCUMENT));
    }

    private static Set<String> names(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String nameAndVersion(String jar) {
        return JAR.matcher(jar)
                .results()
                .findFirst()
                .map((MatchResult parts) -> parts.group(1) + " " + parts.group(2))
                .orElse(jar);
    }
}

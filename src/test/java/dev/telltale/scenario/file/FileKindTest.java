package dev.telltale.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.testkit.ShippedScenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileKindTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"nodes":[{"id":"a","port":1}]}            | CONFIG
            {"cluster":"demo"}                         | CONFIG
            {"name":"x","nodes":3,"end":"5s"}          | SCENARIO
            {"name":"x","steps":[{"nodes":[1]}]}       | SCENARIO
            {"cluster":                                | SCENARIO
            [1,2]                                      | SCENARIO
            not JSON                                   | SCENARIO
            """)
    void theContentTellsAConfigFromAScenario(String content, FileKind kind) throws Exception {
        Path file = Files.writeString(folder.resolve("file.json"), content);

        assertThat(FileKind.of(file)).isEqualTo(kind);
    }

    @Test
    void theShippedFilesAreOfTheirKinds() {
        assertThat(FileKind.of(Path.of("launcher-config", "cluster.json"))).isEqualTo(FileKind.CONFIG);
        assertThat(ShippedScenarios.files()).allMatch(file -> FileKind.of(file) == FileKind.SCENARIO);
    }

    @Test
    void aFileThatCannotBeReadCountsAsAScenario() {
        assertThat(FileKind.of(folder)).isEqualTo(FileKind.SCENARIO);
        assertThat(FileKind.of(folder.resolve("missing.json"))).isEqualTo(FileKind.SCENARIO);
    }
}

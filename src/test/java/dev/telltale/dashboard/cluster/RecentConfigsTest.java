package dev.telltale.dashboard.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentConfigsTest {
    @TempDir
    private Path folder;

    private Path list() {
        return folder.resolve("state").resolve("recent.json");
    }

    private RecentConfigs recent() {
        return new RecentConfigs(list());
    }

    private Path config(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "{}");
    }

    @Test
    void theNewestFiveFilesAreKeptNewestFirst() throws IOException {
        assertThat(recent().load()).isEmpty();
        List<Path> opened = new ArrayList<>();
        for (int number = 1; number <= 6; number++) {
            Path file = config(number + ".json");
            opened.add(0, file);
            assertThat(recent().add(file)).startsWith(file);
        }
        assertThat(recent().load()).isEqualTo(opened.subList(0, 5));
    }

    @Test
    void aFileThatIsOpenedAgainMovesToTheFront() throws IOException {
        Path first = config("first.json");
        Path second = config("second.json");
        recent().add(first);
        recent().add(second);
        assertThat(recent().add(first)).containsExactly(first, second);
    }

    @Test
    void missingFilesAreDropped() throws IOException {
        Path first = config("first.json");
        Path second = config("second.json");
        recent().add(first);
        recent().add(second);
        Files.delete(first);
        assertThat(recent().load()).containsExactly(second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[null]", "[1", "[\"\\u0000\"]"})
    void anUnreadableListMeansNone(String content) throws IOException {
        Files.createDirectories(list().getParent());
        Files.writeString(list(), content);
        assertThat(recent().load()).isEmpty();
    }
}

package dev.telltale.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telltale.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineInputTest {
    @TempDir
    private Path folder;

    private List<String> lines(String content, int maxBytes) throws IOException {
        Path file = Files.writeString(folder.resolve("lines"), content);
        List<String> lines = new ArrayList<>();
        try (var in = new LineInput(Files.newInputStream(file), maxBytes)) {
            while (in.next()) {
                assertThat(in.line()).hasSize(in.length());
                lines.add(new String(in.line(), UTF_8));
            }
            assertThat(in.next()).isFalse();
        }
        return lines;
    }

    @Test
    void everyLineHasItsLineEndAndAnIncompleteLastOneHasNone() throws IOException {
        assertThat(lines("one\n\ntwo\nthr", 10)).containsExactly("one\n", "\n", "two\n", "thr");
        assertThat(lines("", 10)).isEmpty();
    }

    @Test
    void linesOfAllLengthsComeBack() {
        Seeds.all(5).forEach(seed -> {
            var random = new SplittableRandom(seed);
            List<String> written = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                written.add("x".repeat(random.nextInt(1 << random.nextInt(18))) + "\n");
            }
            assertThat(lines(String.join("", written), 1 << 18)).isEqualTo(written);
        });
    }

    @Test
    void aLineThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> lines("x".repeat(200_000), 100_000))
                .isInstanceOf(IOException.class)
                .hasMessage("it has a line of more than 100000 bytes");
    }

    @Test
    void theBeginOfALineIsCompared() throws IOException {
        Path file = Files.writeString(folder.resolve("lines"), "abc\nab");
        try (var in = new LineInput(Files.newInputStream(file), 100)) {
            assertThat(in.next()).isTrue();
            assertThat(in.startsWith("abc".getBytes(UTF_8))).isTrue();
            assertThat(in.startsWith("b".getBytes(UTF_8))).isFalse();
            assertThat(in.isComplete()).isTrue();
            assertThat(in.next()).isTrue();
            assertThat(in.startsWith("abc".getBytes(UTF_8))).isFalse();
            assertThat(in.isComplete()).isFalse();
        }
    }
}

package dev.telltale.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    private final List<String> lines = new ArrayList<>();
    private final LineSplitter cutter = new LineSplitter(lines::add);

    @Test
    void linesAreSplitIndependentlyOfBufferBoundaries() {
        feed("one\ntw");
        feed("o\r");
        feed("\n\nlast");
        assertThat(lines).containsExactly("one", "two", "");
        cutter.end();
        assertThat(lines).containsExactly("one", "two", "", "last");
        cutter.end();
        assertThat(lines).hasSize(4);
    }

    @Test
    void aLineLongerThanTheMaximumIsTruncated() {
        String longest = "x".repeat(LineSplitter.MAX_LENGTH);
        feed(longest + "\n" + longest + "y\n");
        assertThat(lines).containsExactly(longest, longest + "...");
    }

    @Test
    void theMaximumLineLengthCountsCodePoints() {
        String wide = "\uD83D\uDE00".repeat(LineSplitter.MAX_LENGTH);
        feed(wide + "\n" + wide.repeat(3) + "\n");
        assertThat(lines).containsExactly(wide, wide + "...");
    }

    @Test
    void controlCharactersInOutputAreReplaced() {
        feed("\u001b[2Jgone\u202Eback\ttab\n");
        assertThat(lines).containsExactly("?[2Jgone?back    tab");
    }

    private void feed(String text) {
        cutter.accept(text.toCharArray(), text.length());
    }
}

package dev.telltale.cli.base;

import static dev.telltale.testkit.TestValues.at;
import static dev.telltale.testkit.TestValues.later;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.time.ClockReading;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderedLinesTest {
    private static final Duration JUST_BEFORE = OrderedLines.HOLD.minusMillis(1);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private ClockReading now = at(0);
    private final OrderedLines lines =
            new OrderedLines(new PrintStream(printed, false, StandardCharsets.UTF_8), () -> now);

    private List<String> printedAt(Duration time) {
        now = later(time);
        lines.printDue();
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void linesArePrintedInTimeOrderEvenIfTheyArriveLate() {
        lines.put(at(0).wall(), "second");
        now = later(JUST_BEFORE);
        lines.put(at(-5).wall(), "first");
        lines.put(at(5).wall(), "third");
        assertThat(printedAt(JUST_BEFORE)).isEmpty();
        assertThat(printedAt(OrderedLines.HOLD)).containsExactly("first", "second");
        assertThat(printedAt(JUST_BEFORE.plus(OrderedLines.HOLD))).containsExactly("first", "second", "third");
    }

    @Test
    void linesOfTheSameTimeArePrintedInArrivalOrder() {
        IntStream.range(0, 5).forEach(number -> lines.put(at(0).wall(), "line " + number));
        assertThat(printedAt(OrderedLines.HOLD)).containsExactly("line 0", "line 1", "line 2", "line 3", "line 4");
    }

    @Test
    void aLineIsFormattedWhenPrintedAndOmittedIfEmpty() {
        var known = new StringBuilder();
        lines.put(at(0).wall(), known::toString);
        lines.put(at(1).wall(), () -> "");
        known.append("known by now");
        assertThat(printedAt(OrderedLines.HOLD)).containsExactly("known by now");
    }

    @Test
    void printAllPrintsPendingLinesWithoutWaiting() {
        lines.put(at(2).wall(), "later");
        lines.put(at(1).wall(), "earlier");
        lines.printAll();
        assertThat(printedAt(Duration.ZERO)).containsExactly("earlier", "later");
    }

    @Test
    void nothingIsPrintedAfterClose() {
        lines.put(at(0).wall(), "waits");
        lines.close();
        lines.put(at(0).wall(), "comes");
        assertThat(printedAt(OrderedLines.HOLD)).isEmpty();
    }

    @Test
    void droppedLinesAreCounted() {
        IntStream.range(0, 1_002).forEach(number -> lines.put(at(number).wall(), "line " + number));
        assertThat(printedAt(OrderedLines.HOLD))
                .hasSize(1_001)
                .last()
                .isEqualTo("2 lines were dropped: they came faster than they could be printed");
    }
}

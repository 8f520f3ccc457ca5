package dev.telltale.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.concurrent.BoundedLog.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedLogTest {
    private final BoundedLog<String> log = new BoundedLog<>(3);

    @Test
    void keepsTheNewestElementsOldestFirst() {
        assertThat(log.all()).isEmpty();
        List.of("a", "b", "c", "d").forEach(log::add);
        assertThat(log.all()).containsExactly("b", "c", "d");
    }

    @Test
    void numbersElementsFromZeroWithoutGaps() {
        List.of("a", "b", "c", "d", "e").forEach(log::add);
        assertThat(log.since(0)).containsExactly(new Entry<>(2, "c"), new Entry<>(3, "d"), new Entry<>(4, "e"));
        assertThat(log.since(4)).containsExactly(new Entry<>(4, "e"));
        assertThat(log.since(5)).isEmpty();
    }

    @Test
    void whatWasReturnedDoesNotChange() {
        log.add("a");
        List<String> before = log.all();
        log.add("b");
        assertThat(before).containsExactly("a");
    }
}

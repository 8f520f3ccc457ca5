package dev.telltale.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NameListTest {
    @Test
    void allNamesAreSeparatedByCommas() {
        assertThat(NameList.of(List.of())).isEmpty();
        assertThat(NameList.of(List.of("a", 2))).isEqualTo("a, 2");
    }

    @Test
    void namesBeyondTheMaximumAreCounted() {
        List<String> names = List.of("a", "b", "c");
        assertThat(NameList.first(3, names)).isEqualTo("a, b, c");
        assertThat(NameList.first(2, names)).isEqualTo("a, b and 1 more");
        assertThat(NameList.first(1, names)).isEqualTo("a and 2 more");
    }
}

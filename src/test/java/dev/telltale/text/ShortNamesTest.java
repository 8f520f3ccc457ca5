package dev.telltale.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortNamesTest {
    private static String fit(List<String> names, String name, int width) {
        return ShortNames.of(names).fit(name, form -> form.length() <= width);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            30, payments-eu-west-node07
            22, …node07
            7,  …node07
            6,  node07
            5,  no…07
            4,  n…07
            3,  n…7
            1,  n…7
            """)
    void theCommonPrefixIsDroppedBeforeTheMiddle(int width, String shown) {
        List<String> names = List.of("payments-eu-west-node07", "payments-eu-west-mary12");
        assertThat(fit(names, names.get(0), width)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            node1,   node12,  3, …12
            node10,  node12,  3, …12
            a-1,     a-12,    3, …12
            alpha1,  alpine2, 5, al…e2
            db,      db-2,    3, d…2
            """)
    void onlyWholeWordsAreDropped(String other, String name, int width, String shown) {
        assertThat(fit(List.of(other, name), name, width)).isEqualTo(shown);
    }

    @Test
    void namesThatDifferOnlyAtTheEndStayDistinct() {
        List<String> names = List.of("averylongnameofanodeA", "averylongnameofanodeB");
        assertThat(names).extracting(name -> fit(names, name, 9)).containsExactly("aver…odeA", "aver…odeB");
    }

    @Test
    void aSingleNameHasNoCommonPrefix() {
        assertThat(fit(List.of("node-1"), "node-1", 5)).isEqualTo("no…-1");
    }
}

package dev.telltale.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a/b",
                "a\\b",
                ".",
                "..",
                "a\"b",
                "a'b",
                "a\nb",
                "a\n",
                "a\u0000b",
                "\u001b[31mred",
                "a%2fb",
                "caf\u00e9",
                "\ud83d\ude00",
                "\u202etxt.exe",
                "\u05d0\u05d1",
                "a:b",
                "a=b",
                "<b>",
            })
    void aNodeIdWithSpecialCharactersIsRejected(String text) {
        assertThatThrownBy(() -> new NodeId(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a node id is 1 to 64 letters, digits, dots, underscores or hyphens, found ")
                .message()
                .doesNotContain("\n", "\u0000", "\u001b", "\u202e");
    }

    @Test
    void aTooLongNodeIdIsRejectedAndNotRepeatedInTheMessage() {
        assertThatThrownBy(() -> new NodeId("x".repeat(10_000))).message().hasSizeLessThan(200);
        assertThat(new NodeId("x".repeat(64)).value()).hasSize(64);
    }
}

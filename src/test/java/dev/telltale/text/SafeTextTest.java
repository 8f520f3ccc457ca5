package dev.telltale.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Untrusted text made safe for a terminal, a log and a window. */
class SafeTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u001bb",
                "a\u009bb",
                "a\u0007b",
                "a\bb",
                "a\nb",
                "a\rb",
                "a\u0000b",
                "a\u007fb",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\u200bb",
                "a\u200eb",
                "a\u202eb",
                "a\u2066b",
                "a\u2069b",
                "a\ufeffb",
                "a\ud800b",
                "a\udc00b",
                "a\udb40\udc41b",
                "a\u00adb"
            })
    void controlAndDirectionCharactersAreReplacedByAQuestionMark(String text) {
        assertThat(SafeText.plain(text, 10)).isEqualTo("a?b");
        assertThat(SafeText.of(text)).isEqualTo("\"a?b\"");
    }

    @Test
    void textsOfEveryLanguageAreKept() {
        String text = "Grüße, привет, 你好, \ud83d\ude00, שלום";
        assertThat(SafeText.plain(text, 100)).isEqualTo(text);
    }

    @Test
    void aLongTextIsTruncatedBetweenCodePoints() {
        assertThat(SafeText.plain("\ud83d\ude00".repeat(10), 3)).isEqualTo("\ud83d\ude00".repeat(3) + "...");
        assertThat(SafeText.plain("x".repeat(1_000_000), 5)).isEqualTo("xxxxx...");
    }
}

package dev.telltale.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizesTest {
    @ParameterizedTest
    @CsvSource({"1kB, 1000", "2KB, 2000", "1.5MB, 1500000", "1GB, 1000000000", "0MB, 0"})
    void sizesAreParsed(String text, long bytes) {
        assertThat(ByteSizes.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "GB", "-1GB", "1 GB", "1GiB", "1e3MB", "1234567890MB"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> ByteSizes.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a size is a number and a unit");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "999, 999 B", "1000, 1.0 kB", "12345, 12.3 kB", "999999999, 999.9 MB", "1200000000, 1.2 GB"})
    void sizesAreFormatted(long bytes, String text) {
        assertThat(ByteSizes.format(bytes)).isEqualTo(text);
    }
}

package dev.telltale.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionKeysTest {
    private static final DetectionSettings OWN =
            new DetectionSettings(DetectorKind.PHI, 2, 3, Duration.ofSeconds(10), 4.5, 5);

    @Test
    void theDefaultSettingsHaveNoDifferences() {
        assertThat(DetectionKeys.differences(DetectionSettings.DEFAULT)).isEmpty();
    }

    @Test
    void changedSettingsReadBackFromTheirText() {
        List<String> words = DetectionKeys.differences(OWN);
        assertThat(words)
                .containsExactly(
                        "failure_threshold=2",
                        "success_threshold=3",
                        "flap_window=10s",
                        "phi_threshold=4.5",
                        "indirect_probes=5");
        DetectionSettings read = DetectionSettings.DEFAULT.withDeciding(DetectorKind.PHI);
        for (String word : words) {
            read = DetectionKeys.with(read, word);
        }
        assertThat(read).isEqualTo(OWN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            failure_threshold      | a setting is KEY=VALUE
            failure_threshold=     | a whole number
            failure_threshold=0    | 1 to 100, found 0
            failure_threshold=101  | 1 to 100, found 101
            success_threshold=-1   | a whole number
            flap_window=2          | a number and a unit
            flap_window=25h        | 0ms to 24h
            phi_threshold=NaN      | is a number
            phi_threshold=0.5      | 1 to 16
            phi_threshold=17       | 1 to 16
            indirect_probes=17     | 0 to 16
            detector=phi           | what can be tuned is
            """)
    void anInvalidDetectionSettingIsReported(String word, String reason) {
        assertThatThrownBy(() -> DetectionKeys.with(DetectionSettings.DEFAULT, word))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}

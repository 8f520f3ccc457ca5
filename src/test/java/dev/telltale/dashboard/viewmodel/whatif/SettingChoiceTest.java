package dev.telltale.dashboard.viewmodel.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.replay.ReplaySettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The scales of the sliders, and settings on top of the recorded one. */
class SettingChoiceTest {
    private static final ReplaySettings RECORDED = new ReplaySettings(
            new HeartbeatSettings(Duration.ofSeconds(2), Duration.ofSeconds(5)), DetectionSettings.DEFAULT);
    private final SettingChoice choice = new SettingChoice(RECORDED, List.of());

    @Test
    void aTimeoutIsTypedWithItsUnit() {
        SliderScale scale = choice.timeout(1);
        assertThat(scale.parse("3s")).isEqualTo(3_000);
        assertThat(scale.parse(" 2.5 s ")).isEqualTo(2_500);
        assertThat(scale.text(2_500)).isEqualTo("2.5 s");
        assertThatThrownBy(() -> scale.parse("3")).hasMessageContaining("a duration is a number and a unit");
        assertThatThrownBy(() -> scale.parse("1s")).hasMessage("from 2.1 s to 1 min");
    }

    @Test
    void eachPositionHasARoundValueOnTheScale() {
        for (SliderScale scale : List.of(
                choice.timeout(1),
                choice.timeout(4),
                choice.multiple(),
                SettingChoice.phi(),
                SettingChoice.failures())) {
            for (double position = 0; position <= 1; position += 0.01) {
                double value = scale.value(position);
                assertThat(value).isBetween(scale.axis().min(), scale.axis().max());
                assertThat(scale.parse(scale.text(value))).isEqualTo(value);
                assertThat(scale.value(scale.position(value))).isEqualTo(value);
            }
        }
        assertThat(choice.timeout(1).value(0.4)).isEqualTo(8_000);
    }

    @Test
    void aLargerIntervalKeepsTheTimeoutIfItCan() {
        TriedSetting setting = choice.recorded(DetectorKind.TIMEOUT);
        assertThat(choice.withMultiple(setting, 2).timeout()).isEqualTo(Duration.ofSeconds(5));
        TriedSetting four = choice.withMultiple(setting, 4);
        assertThat(four.settings(RECORDED).heartbeat())
                .isEqualTo(new HeartbeatSettings(Duration.ofSeconds(8), Duration.ofSeconds(12)));
    }

    @Test
    void theLabelSaysWhatDiffers() {
        TriedSetting timeout = choice.recorded(DetectorKind.TIMEOUT).withTimeout(Duration.ofSeconds(3));
        assertThat(timeout.label(RECORDED)).isEqualTo("timeout 3 s");
        assertThat(timeout.withMultiple(2, RECORDED).withFailures(2).label(RECORDED))
                .isEqualTo("timeout 6 s, every 4 s, suspect after 2 failures");
        assertThat(choice.recorded(DetectorKind.PHI).withPhi(10).label(RECORDED))
                .isEqualTo("phi 10.0, timeout 5 s");
    }
}

package dev.telltale.dashboard.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeyBindingsTest {
    @Test
    void noTwoCommandsHaveTheSameKey() {
        assertThat(Arrays.stream(KeyBindings.values()).map(KeyBindings::combination))
                .doesNotHaveDuplicates();
    }
}

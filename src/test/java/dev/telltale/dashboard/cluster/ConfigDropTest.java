package dev.telltale.dashboard.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigDropTest {
    @Test
    void oneJsonFileIsAConfig() {
        assertThat(ConfigDrop.config(List.of(new File("lab.json")))).contains(Path.of("lab.json"));
        assertThat(ConfigDrop.config(List.of())).isEmpty();
        assertThat(ConfigDrop.config(List.of(new File("lab.txt")))).isEmpty();
        assertThat(ConfigDrop.config(List.of(new File("a.json"), new File("b.json"))))
                .isEmpty();
    }
}

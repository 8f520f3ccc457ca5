package dev.telltale.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.scenario.file.ScenarioFolder.Entry;
import dev.telltale.testkit.ShippedScenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioFolderTest {
    @TempDir
    private Path folder;

    private void write(String name, String keys) throws Exception {
        Files.writeString(
                folder.resolve(name + ".json"), "{\"name\":\"" + name + "\",\"nodes\":3,\"end\":\"5s\"" + keys + "}");
    }

    private static List<String> names(Path folder) {
        return ScenarioFolder.read(folder).stream().map(Entry::name).toList();
    }

    @Test
    void theShippedScenariosAreInTeachingOrder() {
        assertThat(names(ShippedScenarios.FOLDER))
                .containsExactly(
                        "crash",
                        "hang",
                        "paused-observer",
                        "slow-link",
                        "one-way-cut",
                        "garbage",
                        "gray-failure",
                        "flapping-node",
                        "skewed-clock",
                        "split-and-heal");
    }

    @Test
    void scenariosWithoutAnOrderFollowByTitleAndInvalidOnesAreLast() throws Exception {
        write("a-broken", ",\"order\":\"first\"");
        write("b-own", ",\"title\":\"Zebra\"");
        write("c-own", ",\"title\":\"apple\"");
        write("d-second", ",\"order\":20");
        write("e-first", ",\"order\":10");
        Files.writeString(folder.resolve("notes.txt"), "no scenario");

        assertThat(names(folder)).containsExactly("e-first", "d-second", "c-own", "b-own", "a-broken");
        assertThat(ScenarioFolder.read(folder).get(4).scenario()).isNull();
    }

    @Test
    void aMissingFolderIsEmpty() {
        assertThat(ScenarioFolder.read(folder.resolve("missing"))).isEmpty();
    }
}

package dev.telltale.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telltale.model.DetectorKind;
import dev.telltale.testkit.TelltaleProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One round of the packaged program, with a fifth of the default times. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it pauses processes, which Windows cannot")
@Tag("process")
class MeasureCommandTest {
    @TempDir
    Path folder;

    @Test
    void aRoundReportsTheTimesOfEveryDetectorAndLeavesNothing() {
        var telltale = new TelltaleProgram(folder);
        TelltaleProgram.Result ended = telltale.call(
                "measure", "--rounds", "1", "--nodes", "3", "--interval", "400ms", "--timeout", "1s", "--json");

        JsonNode json = TelltaleProgram.json(ended.out());
        List<String> rows = new ArrayList<>();
        json.get("detectors").forEach(row -> {
            rows.add(row.get("detector").textValue() + " " + row.get("fault").textValue());
            assertThat(row.get("failures").intValue()).isEqualTo(1);
            assertThat(row.get("detections").intValue()).isEqualTo(2);
        });
        List<String> wanted = new ArrayList<>();
        for (String fault : List.of("crash", "hang")) {
            for (DetectorKind kind : DetectorKind.values()) {
                wanted.add(kind.id() + " " + fault);
            }
        }
        assertThat(rows).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(json.at("/detectors/0/noticed").intValue()).isEqualTo(2);
        assertThat(ended.err()).contains("round 1 of 1");
        assertThat(telltale.user().filesLeft()).isEmpty();
        assertThat(telltale.call("stop").out() + telltale.call("kill", "node1").err())
                .contains("node1 is not running; running: none");
    }
}

package dev.telltale.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.telltale.cli.InProcess;
import dev.telltale.recording.incident.SimulatedRecording;
import dev.telltale.testkit.TelltaleProgram.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentsCommandTest {
    @TempDir
    private Path folder;

    private Path recording;
    private Instant killed;

    /** Node 2 crashes for 20 s, node 3 hangs for 15 s. */
    @BeforeEach
    void record() {
        var run = new SimulatedRecording();
        killed = run.kill(2);
        run.on(Duration.ofSeconds(20));
        run.start(2);
        run.on(Duration.ofSeconds(60));
        run.pause(3);
        run.on(Duration.ofSeconds(15));
        run.resume(3);
        run.on(Duration.ofSeconds(90));
        recording = run.writeTo(folder.resolve("recording"));
    }

    private Result incidents(String... more) {
        String[] words = new String[2 + more.length];
        words[0] = "incidents";
        words[1] = recording.toString();
        System.arraycopy(more, 0, words, 2, more.length);
        return InProcess.call(words);
    }

    @Test
    void listsIncidentsAndAvailabilities() {
        Result result = incidents();

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("3 nodes: recorded 3 min")
                .contains("crash of node2")
                .contains("hung node3")
                .contains("connection refused")
                .contains("node2 crash for 20 s")
                .containsPattern("node2 +24 h +3 min [0-9]+ s of 24 h")
                .containsPattern("node1 +30 d .* 100.00 % +100.00 % +100.00 %");
    }

    @Test
    void filtersByNodeAndCause() {
        assertThat(incidents("--node", "node3").out()).contains("hung node3").doesNotContain("crash of node2");
        assertThat(incidents("--cause", "CRASH").out())
                .contains("crash of node2")
                .doesNotContain("hung node3");
        assertThat(incidents("--since", "30s").out()).contains("No incident.").contains("recorded 30 s of 30 s");
    }

    @Test
    void printsJson() throws Exception {
        Result result = incidents("--node", "node2", "--json");

        assertThat(result.code()).isZero();
        JsonNode root = new JsonMapper().readTree(result.out());
        JsonNode incident = root.get("incidents").get(0);
        assertThat(incident.get("cause").asText()).isEqualTo("crash of node2");
        assertThat(Instant.parse(incident.get("from").asText())).isBetween(killed, killed.plusSeconds(5));
        assertThat(incident.get("notices")).hasSize(2);
        assertThat(incident.get("notices").get(0).get("evidence").asText()).isEqualTo("refused");
        assertThat(incident.get("truth").get("outages").get(0).get("kind").asText())
                .isEqualTo("crash");
        assertThat(incident.get("truth").get("wrong")).isEmpty();
        assertThat(root.get("availability")).hasSize(9);
        assertThat(root.get("availability").get(3).get("recorded_s").asDouble()).isBetween(180.0, 210.0);
    }

    @Test
    void exportsOneIncidentThatOpensAgain() {
        Path file = folder.resolve("crash.telltale");

        assertThat(incidents("--export", "1", "--out", file.toString()).out()).startsWith("Exported ");

        assertThat(InProcess.call("incidents", file.toString()).out()).contains("crash of node2");
        assertThat(InProcess.call("replay", file.toString()).code()).isIn(0, 1);
        assertThat(InProcess.call("replay", file.toString()).out()
                        + InProcess.call("replay", file.toString()).err())
                .doesNotContain("cannot be read");
    }

    @Test
    void exportsHtmlCsvAndPicture() throws Exception {
        for (String suffix : new String[] {"html", "csv", "png"}) {
            Path file = folder.resolve("crash." + suffix);
            Result result = incidents("--export", "1", "--out", file.toString());
            assertThat(result.code()).as(result.err()).isZero();
        }

        assertThat(Files.readString(folder.resolve("crash.html")))
                .contains("crash of node2")
                .contains("<svg")
                .doesNotContain("0 of 0 passed");
        assertThat(Files.readString(folder.resolve("crash.csv")))
                .startsWith("time,until,kind,node,observer,subject,detector,from,to,evidence,detail\r\n")
                .contains(",status,,node1,node2,,")
                .contains(",kill,node2,");
        assertThat(ImageIO.read(folder.resolve("crash.png").toFile()).getWidth())
                .isGreaterThan(2_000);
    }

    @Test
    void exportsASpan() {
        Path file = folder.resolve("span.telltale");

        Result result = incidents(
                "--from", killed.toString(), "--to", killed.plusSeconds(150).toString(), "--out", file.toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(InProcess.call("incidents", file.toString()).out())
                .contains("crash of node2")
                .contains("hung node3");
    }

    @Test
    void wrongCallsGetOneSentence() {
        check(incidents("--export", "9", "--out", "x.telltale"), 2, "1 to 2, found 9");
        check(incidents("--export", "1"), 2, "--export needs --out FILE");
        check(incidents("--export", "1", "--out", "x.pdf"), 2, ".telltale, .html, .csv, .png");
        check(incidents("--out", "x.html"), 2, "--out needs --export N");
        check(incidents("--from", "yesterday"), 2, "2026-11-30T11:00");
        check(incidents("--since", "24h", "--to", "2026-11-30T11:00"), 2, "exclude each other");
        check(InProcess.call("incidents", folder.resolve("none").toString()), 3, "there is no file or folder");
        check(
                incidents(
                        "--export",
                        "1",
                        "--out",
                        folder.resolve("no/such/x.html").toString()),
                3,
                "there is no such folder");
        check(incidents("--from", "2037-01-01T00:00:00Z"), 1, "Nothing was recorded in this time");
    }

    private static void check(Result result, int exitCode, String part) {
        assertThat(result.code()).as(result.err()).isEqualTo(exitCode);
        assertThat(result.err()).contains(part).doesNotContain("Exception");
    }
}

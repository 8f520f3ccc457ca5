package dev.telltale.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.cli.InProcess;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.qos.Summary;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.load.LoadedRecording;
import dev.telltale.replay.ReplayScore;
import dev.telltale.replay.ReplaySettings;
import dev.telltale.testkit.TelltaleProgram.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recording of the documents: three simulated nodes for ten minutes, with two bursts of losses. */
class ShippedRecordingTest {
    private static final Path SHIPPED = Path.of("src", "test", "resources", "recordings", "three-nodes");
    private static final Path PICTURE = Path.of("src", "site", "resources", "images", "curve.svg");
    private static final String COMMAND =
            "simulate --nodes 3 --interval 250ms --timeout 2s --seconds 600 --crashes 1 --hangs 1 --bursts 2 --seed 2";

    @TempDir
    private Path folder;

    @Test
    void theCommandOfTheDocumentsWritesTheSameBytes() throws IOException {
        Path written = folder.resolve("three-nodes");

        Result ended = InProcess.call((COMMAND + " --record " + written).split(" ", -1));

        assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.OK);
        assertThat(Files.readString(Path.of("src", "site", "markdown", "choosing-a-timeout.md")))
                .contains("telltale " + COMMAND);
        for (Path file : files(SHIPPED)) {
            assertThat(written.resolve(file.getFileName())).hasSameBinaryContentAs(file);
        }
        assertThat(files(SHIPPED)).hasSize(3);
    }

    private static List<Path> files(Path of) throws IOException {
        try (var files = Files.list(of)) {
            return files.toList();
        }
    }

    @Test
    void aRecordingIsNotWrittenOverAnother() throws IOException {
        Path used = Files.createDirectories(folder.resolve("used"));
        Files.writeString(used.resolve("notes.txt"), "mine");

        Result ended = InProcess.call("simulate", "--nodes", "3", "--seconds", "60", "--record", used.toString());

        assertThat(ended.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(ended.err()).contains("is not empty; name another folder");
        assertThat(files(used)).hasSize(1);
    }

    @Test
    void aRecordingThatNeedsTooMuchMemoryIsRefused() {
        Result ended = InProcess.call(
                "simulate",
                "--nodes",
                "201",
                "--record",
                folder.resolve("large").toString());

        assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.err())
                .startsWith("--record takes at most 200 nodes and 1000000 attempts, found 201 nodes and ");
    }

    @Test
    void aTimeoutOfHalfASecondMakesMistakesAndOneOfTwoSecondsNone() throws RecordingException {
        assertThat(mistakes(Duration.ofMillis(500))).isEqualTo(28);
        assertThat(mistakes(Duration.ofSeconds(1))).isEqualTo(3);
        assertThat(mistakes(Duration.ofSeconds(2))).isZero();
    }

    private static int mistakes(Duration timeout) throws RecordingException {
        LoadedRecording loaded = LoadedRecording.read(SHIPPED);
        ReplayScore score = ReplayScore.of(
                loaded.traces(),
                recorded -> new ReplaySettings(
                        new HeartbeatSettings(recorded.heartbeat().interval(), timeout), recorded.detection()),
                List.of(DetectorKind.TIMEOUT),
                loaded.outages());
        Summary summary = Objects.requireNonNull(score.summaries().get(DetectorKind.TIMEOUT));
        return summary.mistakes().count();
    }

    @Test
    void theReplayIsVerified() {
        Result ended = InProcess.call("replay", SHIPPED.toString(), "--verify");

        assertThat(ended.out()).endsWith("✓ The replay gives the recorded verdicts.\n");
        assertThat(ended.code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void anotherVerdictIsADifference() throws IOException {
        for (Path file : files(SHIPPED)) {
            if (file.getFileName().toString().startsWith("changes")) {
                List<String> lines = Files.readAllLines(file).stream()
                        .filter(line -> !line.contains("\"detector\":\"phi\",\"from\":\"suspect\",\"to\":\"down\""))
                        .toList();
                Files.write(folder.resolve(file.getFileName()), lines);
            } else {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }

        Result ended = InProcess.call("replay", folder.toString(), "--verify");

        assertThat(ended.code()).isEqualTo(ExitCode.NEGATIVE_RESULT);
        assertThat(ended.out())
                .contains("phi: suspect to down is replayed, but not recorded")
                .contains("✕ The replay does not give the recorded verdicts: ");
    }

    @Test
    void verifyTakesNoOtherSetting() {
        Result ended = InProcess.call("replay", SHIPPED.toString(), "--verify", "--timeout", "3s");

        assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.err()).startsWith("--verify takes the recorded settings, and no other option");
    }

    @Test
    void thePictureOfTheReadmeIsTheCurveOfThisRecording() throws IOException {
        Path drawn = folder.resolve("curve.svg");

        Result ended = InProcess.call("tune", SHIPPED.toString(), "--curve", drawn.toString());

        assertThat(ended.err()).isEmpty();
        assertThat(drawn).hasSameTextualContentAs(PICTURE);
    }

    @Test
    void aCurveThatCannotBeWrittenIsTold() {
        Path nowhere = folder.resolve("missing").resolve("curve.svg");

        Result ended = InProcess.call("tune", SHIPPED.toString(), "--curve", nowhere.toString());

        assertThat(ended.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(ended.err()).contains("The curve cannot be written to " + nowhere);
    }
}

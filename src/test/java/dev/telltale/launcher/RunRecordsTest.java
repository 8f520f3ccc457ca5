package dev.telltale.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import dev.telltale.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("process")
class RunRecordsTest {
    private static final Secret TOKEN = new Secret("a1".repeat(Secret.BYTES));
    private static final NodeId ID = new NodeId("node1");
    private static final Address ADDRESS = new Address("127.0.0.1", 8001);
    /** Larger than any PID that a system gives out. */
    private static final long NOBODY = 1L << 40;

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    @TempDir
    Path temporary;

    private Path folder;
    private RunRecords records;
    private Process sleeper;

    @BeforeEach
    void startSleeper() throws IOException {
        folder = temporary.resolve("records");
        records = new RunRecords(folder);
        sleeper = new ProcessBuilder("sleep", "60").start();
    }

    @AfterEach
    void endSleeper() {
        sleeper.destroyForcibly();
    }

    @Test
    void aRecordIsReadBackAsItWasWrittenUntilItIsRemoved() throws IOException {
        RunRecord record = RunRecord.ofThisProcess(ID, ADDRESS, TOKEN);
        records.write(record);
        assertThat(records.live()).containsExactly(record);
        assertThat(records.live(ID)).containsExactly(record);
        assertThat(records.live(new NodeId("node"))).isEmpty();
        records.remove(record);
        assertThat(records.live()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void recordsAreReadableByTheirUserAlone() throws IOException {
        RunRecord record = RunRecord.ofThisProcess(ID, ADDRESS, TOKEN);
        records.write(record);
        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("node1-" + record.pid() + ".json")))
                .isEqualTo("rw-------");
    }

    @Test
    void aFolderThatIsNotThereHoldsNoRecords() {
        assertThat(records.live()).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void aRecordOfADeadProcessIsRemoved() throws IOException {
        records.write(new RunRecord(ID, NOBODY, ofSleeper().start(), ADDRESS, TOKEN));
        assertThat(records.live()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    /** Another boot or machine, another PID namespace, a system that does not tell, and a later way to tell. */
    @ParameterizedTest
    @ValueSource(strings = {"5c1d9dd2-0000 pid:[4026531836]", "%s pid:[1]", "", "7"})
    void aRecordOfOtherPidsIsNeitherSignalledNorRemoved(String pids) throws IOException {
        Files.createDirectories(folder);
        String boot = Files.isReadable(BOOT_ID) ? Files.readString(BOOT_ID).strip() : "another";
        for (long pid : new long[] {NOBODY, sleeper.pid()}) {
            String json = new String(RunRecordJson.write(withPid(pid)), UTF_8);
            Path file = Files.writeString(
                    folder.resolve("node1-" + pid + ".json"),
                    json.replaceFirst("\\{", "{\"pids\":\"" + pids.formatted(boot) + "\","));
            RunRecord record = RunRecordJson.read(Files.readAllBytes(file)).orElseThrow();
            assertThat(records.live()).isEmpty();
            assertThat(records.kill(record)).isNotEqualTo(SignalResult.SENT);
            assertThat(file).exists();
        }
        assertThat(sleeper.isAlive()).isTrue();
    }

    @Test
    void aRecycledPidIsNeitherListedNorSignalled() throws IOException {
        RunRecord real = ofSleeper();
        var earlier = new RunRecord(ID, real.pid(), real.start().minusSeconds(5), ADDRESS, TOKEN);
        records.write(earlier);
        assertThat(records.kill(earlier)).isEqualTo(SignalResult.RECYCLED);
        records.write(earlier);
        assertThat(records.terminate(earlier)).isEqualTo(SignalResult.RECYCLED);
        records.write(earlier);
        assertThat(records.live()).isEmpty();
        assertThat(folder).isEmptyDirectory();
        assertThat(sleeper.isAlive()).isTrue();
    }

    @Test
    void aSmallStepOfTheBootTimeDoesNotMakeALiveNodeStale() throws IOException {
        RunRecord real = ofSleeper();
        var seenByALaterProcess = new RunRecord(ID, real.pid(), real.start().minusSeconds(1), ADDRESS, TOKEN);
        records.write(seenByALaterProcess);
        assertThat(records.live()).containsExactly(seenByALaterProcess);
    }

    @Test
    void aLiveProcessIsKilledByItsRecord() {
        assertThat(records.kill(ofSleeper())).isEqualTo(SignalResult.SENT);
        assertThat(sleeper.onExit().join().exitValue()).isEqualTo(137);
    }

    @Test
    void aLiveProcessIsAskedToEndByItsRecord() {
        assertThat(records.terminate(ofSleeper())).isEqualTo(SignalResult.SENT);
        assertThat(sleeper.onExit().join().exitValue()).isEqualTo(143);
    }

    @Test
    void theDeadAndOneselfAreNotSignalled() {
        assertThat(records.kill(new RunRecord(ID, NOBODY, ofSleeper().start(), ADDRESS, TOKEN)))
                .isEqualTo(SignalResult.GONE);
        assertThat(records.kill(RunRecord.ofThisProcess(ID, ADDRESS, TOKEN))).isEqualTo(SignalResult.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"id\":\"node1\"}",
                "{\"id\":\"../x\",\"pid\":1,\"start\":\"2026-01-01T00:00:00Z\",\"host\":\"h\",\"port\":1}",
                "{\"id\":\"node1\",\"pid\":-1,\"start\":\"2026-01-01T00:00:00Z\",\"host\":\"h\",\"port\":1}",
                "{\"id\":\"node1\",\"pid\":\"x\",\"start\":\"2026-01-01T00:00:00Z\",\"host\":\"h\",\"port\":1}",
                "{\"id\":\"node1\",\"pid\":1e99,\"start\":\"2026-01-01T00:00:00Z\",\"host\":\"h\",\"port\":1}",
                "{\"id\":\"node1\",\"pid\":1,\"start\":\"yesterday\",\"host\":\"h\",\"port\":1}",
                "{\"id\":[],\"pid\":{},\"start\":null,\"host\":null,\"port\":70000}",
            })
    void garbageIsIgnoredAndLeftAlone(String garbage) throws IOException {
        Files.createDirectories(folder);
        Path file = Files.write(folder.resolve("node1-1.json"), garbage.getBytes(UTF_8));
        assertThat(records.live()).isEmpty();
        assertThat(file).exists();
    }

    @Test
    void aRecordOfALaterVersionIsReadAndOneUnderAnotherNameIsNot() throws IOException {
        Files.createDirectories(folder);
        RunRecord record = ofSleeper();
        String json = new String(RunRecordJson.write(record), UTF_8);
        Files.write(
                folder.resolve(record.fileName()),
                json.replace("{", "{\"more\":[{\"x\":1}],").getBytes(UTF_8));
        Files.write(folder.resolve("node2-7.json"), json.getBytes(UTF_8));
        Files.write(folder.resolve("node3-7.json"), (json + " ".repeat(5_000)).getBytes(UTF_8));
        assertThat(records.live()).containsExactly(record);
    }

    @Test
    void aHalfWrittenRecordIsNeverSeen() throws IOException {
        records.write(ofSleeper());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    private RunRecord ofSleeper() {
        return withPid(sleeper.pid());
    }

    private RunRecord withPid(long pid) {
        return new RunRecord(ID, pid, sleeper.info().startInstant().orElseThrow(), ADDRESS, TOKEN);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}

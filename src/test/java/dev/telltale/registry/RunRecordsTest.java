package dev.telltale.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.telltale.auth.AuthToken;
import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
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
    private static final AuthToken TOKEN = new AuthToken("a1".repeat(AuthToken.BYTES));
    private static final NodeId ID = new NodeId("node1");
    private static final Address ADDRESS = new Address("127.0.0.1", 8001);
    /** Larger than any PID of a real process. */
    private static final long UNUSED_PID = 1L << 40;

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
    void aRecordReadsBackUnchangedUntilItIsRemoved() throws IOException {
        RunRecord record = ofThisProcess();
        records.write(record);
        assertThat(records.live()).containsExactly(record);
        assertThat(records.live(ID)).containsExactly(record);
        assertThat(records.live(new NodeId("node"))).isEmpty();
        records.remove(record);
        assertThat(records.live()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void recordsAreReadableOnlyByTheirUser() throws IOException {
        RunRecord record = ofThisProcess();
        records.write(record);
        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("node1-" + record.pid() + ".json")))
                .isEqualTo("rw-------");
    }

    @Test
    void aMissingFolderContainsNoRecords() {
        assertThat(records.live()).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void aRecordOfADeadProcessIsRemoved() throws IOException {
        records.write(new RunRecord(ID, UNUSED_PID, ofSleeper().start(), ADDRESS, TOKEN));
        assertThat(records.live()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    /** Another machine, with or without an id; another PID namespace; an incomplete origin; unknown fields. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'host_name':'web2','machine':'4d12','boot':'5c1d','pid_namespace':'pid:[4026531836]',",
                "'host_name':'web2','boot':'5c1d','pid_namespace':'pid:[4026531836]',",
                "'host_name':'web2','machine':'MACHINE','boot':'BOOT','pid_namespace':'pid:[1]',",
                "'machine':'MACHINE','boot':'BOOT',",
                "'boot':'','pid_namespace':'',",
                "'pid_namespace':7,",
            })
    void aRecordOfAnotherOrUnknownOriginIsNeitherSignalledNorRemoved(String origin) throws IOException {
        for (long pid : new long[] {UNUSED_PID, sleeper.pid()}) {
            Path file = left(pid, origin);
            RunRecord record = RunRecordJson.read(Files.readAllBytes(file)).orElseThrow();
            assertThat(records.live()).isEmpty();
            assertThat(records.kill(record)).isNotEqualTo(SignalResult.SENT);
            records.remove(record);
            assertThat(file).exists();
        }
        assertThat(records.fromElsewhere(ID)).hasSize(2);
        assertThat(records.fromElsewhere(new NodeId("node"))).isEmpty();
        assertThat(sleeper.isAlive()).isTrue();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aRecordOfAnEarlierBootIsRemovedAndItsPidIsNotSignalled() throws IOException {
        assumeThat(here("MACHINE")).as("/etc/machine-id").isNotEmpty();
        for (long pid : new long[] {UNUSED_PID, sleeper.pid()}) {
            Path file = left(pid, "'machine':'MACHINE','boot':'5c1d','pid_namespace':'pid:[4026531836]',");
            RunRecord record = RunRecordJson.read(Files.readAllBytes(file)).orElseThrow();
            assertThat(records.fromElsewhere(ID)).isEmpty();
            assertThat(records.kill(record)).isNotEqualTo(SignalResult.SENT);
            assertThat(records.live()).isEmpty();
            assertThat(file).doesNotExist();
        }
        assertThat(sleeper.isAlive()).isTrue();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aRecordFromElsewhereDescribesItsOrigin() throws IOException {
        left(UNUSED_PID, "'host_name':'web2\\u001b','boot':'5c1d','pid_namespace':'pid:[4026531836]',");
        left(7, "'host_name':'3f0c','boot':'BOOT','pid_namespace':'pid:[1]',");
        assertThat(records.fromElsewhere(ID))
                .extracting(record -> Objects.requireNonNull(record.origin()).description())
                .containsExactlyInAnyOrder("on another machine, web2?", "in another container, 3f0c");
    }

    /** A record with the sleeper's start that begins with these fields. */
    private Path left(long pid, String origin) throws IOException {
        Files.createDirectories(folder);
        String json = new String(RunRecordJson.write(withPid(pid)), UTF_8);
        String fields =
                origin.replace('\'', '"').replace("MACHINE", here("MACHINE")).replace("BOOT", here("BOOT"));
        return Files.writeString(folder.resolve("node1-" + pid + ".json"), json.replace("{", "{" + fields));
    }

    private static String here(String part) {
        RecordOrigin here = RecordOrigin.HERE;
        String value = here == null ? null : part.equals("BOOT") ? here.boot() : here.machine();
        return value == null ? "" : value;
    }

    /** In a restarted container, a node gets the PID of its predecessor. */
    @Test
    void aRecordLeftByAnotherProcessUnderTheSameNameIsReplaced() throws IOException {
        RunRecord record = ofSleeper();
        Files.createDirectories(folder);
        for (String left : new String[] {"", "{}", new String(RunRecordJson.write(withToken("b2")), UTF_8)}) {
            Files.writeString(folder.resolve(record.fileName()), left);
            records.writeIfChanged(record);
            assertThat(records.live()).containsExactly(record);
        }
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
    void aSmallStepOfTheBootTimeDoesNotInvalidateALiveRecord() throws IOException {
        RunRecord real = ofSleeper();
        var seenByALaterProcess = new RunRecord(ID, real.pid(), real.start().minusSeconds(1), ADDRESS, TOKEN);
        records.write(seenByALaterProcess);
        assertThat(records.live()).containsExactly(seenByALaterProcess);
    }

    @Test
    void killSendsSigkillToTheProcessOfARecord() {
        assertThat(records.kill(ofSleeper())).isEqualTo(SignalResult.SENT);
        assertThat(sleeper.onExit().join().exitValue()).isEqualTo(137);
    }

    @Test
    void terminateSendsSigtermToTheProcessOfARecord() {
        assertThat(records.terminate(ofSleeper())).isEqualTo(SignalResult.SENT);
        assertThat(sleeper.onExit().join().exitValue()).isEqualTo(143);
    }

    @Test
    void anEndedProcessAndThisProcessAreNotSignalled() {
        assertThat(records.kill(new RunRecord(ID, UNUSED_PID, ofSleeper().start(), ADDRESS, TOKEN)))
                .isEqualTo(SignalResult.GONE);
        assertThat(records.kill(ofThisProcess())).isEqualTo(SignalResult.REFUSED);
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
    void anInvalidRecordIsIgnoredAndNotRemoved(String garbage) throws IOException {
        Files.createDirectories(folder);
        Path file = Files.write(folder.resolve("node1-1.json"), garbage.getBytes(UTF_8));
        assertThat(records.live()).isEmpty();
        assertThat(file).exists();
    }

    @Test
    void aRecordOfALaterVersionIsReadButNotUnderAnotherFileName() throws IOException {
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
    void aWrittenRecordLeavesNoTemporaryFile() throws IOException {
        records.write(ofSleeper());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    private static RunRecord ofThisProcess() {
        return RunRecord.ofThisProcess(ID, ADDRESS, InetAddress.getLoopbackAddress(), TOKEN);
    }

    private RunRecord ofSleeper() {
        return withPid(sleeper.pid());
    }

    private RunRecord withPid(long pid) {
        return new RunRecord(ID, pid, sleeper.info().startInstant().orElseThrow(), ADDRESS, TOKEN);
    }

    private RunRecord withToken(String octet) {
        RunRecord real = ofSleeper();
        return new RunRecord(ID, real.pid(), real.start(), ADDRESS, new AuthToken(octet.repeat(AuthToken.BYTES)));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}

package dev.telltale.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.auth.AuthToken;
import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import dev.telltale.registry.RunRecord;
import dev.telltale.registry.RunRecords;
import dev.telltale.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecordKeeperTest {
    private static final Duration OFTEN = Duration.ofMillis(2);

    @TempDir
    Path temporary;

    private final RunRecord record = RunRecord.ofThisProcess(
            new NodeId("node1"),
            new Address("127.0.0.1", 8001),
            InetAddress.getLoopbackAddress(),
            new AuthToken("a1".repeat(AuthToken.BYTES)));

    /** On its own thread: the printing thread may block forever. */
    @Test
    void aRemovedOrReplacedRecordIsRestoredUntilTheKeeperCloses() throws IOException {
        var records = new RunRecords(temporary.resolve("records"));
        Path file = records.folder().resolve("node1-" + record.pid() + ".json");
        try (var keeper = new RecordKeeper(records, record, OFTEN)) {
            keeper.open(failure -> {
                throw new AssertionError(failure);
            });
            String content = Files.readString(file);
            // In one step, since the file may be restored at any time.
            Files.move(records.folder(), temporary.resolve("removed"));
            Await.until("the record is back", () -> Files.exists(file));
            assertThat(file).hasContent(content);
            Files.writeString(file, "{}");
            Await.until("the record is its own", () -> Files.readString(file).equals(content));
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void aFailedRecordWriteIsReportedAndRetried() throws IOException {
        Path occupied = Files.createFile(temporary.resolve("records"));
        var records = new RunRecords(occupied);
        List<String> messages = new CopyOnWriteArrayList<>();
        try (var keeper = new RecordKeeper(records, record, OFTEN)) {
            keeper.open(messages::add);
            assertThat(messages).singleElement().asString().contains("must be a folder");
            Files.delete(occupied);
            Await.until("the record is there", () -> records.live().equals(List.of(record)));
        }
    }

    @Test
    void theRecordOfAnEarlierProcessOfThisNodeIsReplacedAtOnce() throws IOException {
        var records = new RunRecords(temporary);
        Path file = Files.writeString(temporary.resolve("node1-" + record.pid() + ".json"), "{\"id\":\"node1\"}");
        try (var keeper = new RecordKeeper(records, record, Duration.ofHours(1))) {
            keeper.open(failure -> {
                throw new AssertionError(failure);
            });
            assertThat(records.live()).containsExactly(record);
        }
        assertThat(file).doesNotExist();
    }
}

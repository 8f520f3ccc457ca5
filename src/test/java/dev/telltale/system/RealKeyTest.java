package dev.telltale.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.platform.KeyFile;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.Proc;
import dev.telltale.testkit.RealCluster;
import dev.telltale.testkit.TestValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of node processes that authenticate each other with a key. */
@Timeout(180)
@Tag("process")
class RealKeyTest {
    private static final NodeId NODE1 = TestValues.node(1);
    private static final NodeId NODE2 = TestValues.node(2);
    private static final NodeId NODE3 = TestValues.node(3);

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void aClusterWithAKeyDetectsAKillAcceptsTheRestartAndKeepsTheKeySecret() throws IOException {
        Path keyFile = folder.resolve("cluster.key");
        KeyFile.create(keyFile);
        String key = Files.readString(keyFile).strip();
        try (var nodes = new RealCluster(folder, 3, HeartbeatSettings.DEFAULT, keyFile)) {
            nodes.startAll();
            assertNoPeerWasRejected(nodes);
            assertThat(Proc.read(nodes.pid(NODE1), "cmdline"))
                    .contains("\0node\0--stdin\0--id\0node1\0--port\0")
                    .doesNotContain(key);
            assertThat(Proc.read(nodes.pid(NODE1), "environ")).isNotEmpty().doesNotContain(key);

            Await.result(nodes.launcher().kill(NODE3));
            for (NodeId observer : List.of(NODE1, NODE2)) {
                Await.await("node3 is down at " + observer).until(() -> nodes.status(observer, NODE3) == Status.DOWN);
                assertThat(nodes.report(observer, NODE3).evidence())
                        .as("noticed by the broken connection, as without a key")
                        .isEqualTo(Evidence.REFUSED);
            }

            nodes.start(NODE3);
            assertNoPeerWasRejected(nodes);
            assertThat(filesWith(key)).containsExactly(keyFile);
        }
    }

    private static void assertNoPeerWasRejected(RealCluster nodes) {
        for (NodeId observer : List.of(NODE1, NODE2, NODE3)) {
            assertThat(nodes.matrix().row(observer).report())
                    .isNotNull()
                    .satisfies(report -> assertThat(report.rejections())
                            .isNotEmpty()
                            .allSatisfy(
                                    (word, count) -> assertThat(count).as(word).isZero()));
        }
    }

    /** Searches the output of the nodes, the run records and all other files. */
    private List<Path> filesWith(String word) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, word))
                    .toList();
        }
    }

    private static boolean contains(Path file, String word) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(word);
        } catch (IOException gone) {
            return false;
        }
    }
}

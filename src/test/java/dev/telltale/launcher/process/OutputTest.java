package dev.telltale.launcher.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.model.NodeId;
import dev.telltale.testkit.Await;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class OutputTest {
    private static final NodeId ID = new NodeId("node1");

    @TempDir
    Path folder;

    private final BoundedLog<String> tail = new BoundedLog<>(Output.TAIL_LINES);

    @Test
    void outputLinesAreKeptOverSeveralProcesses() throws Exception {
        drain("one\ntwo\n");
        drain("three");
        assertThat(tail.all()).containsExactly("one", "two", "three");
        assertThat(Files.readAllLines(folder.resolve("100%g/output-node1.0.log")))
                .containsExactly("one", "two", "three");
    }

    @Test
    void anUnwritableOutputFolderIsReportedOnceAndTolerated() throws Exception {
        Files.createFile(folder.resolve("100%g"));
        drain("one\ntwo\nthree\n");
        assertThat(tail.all()).hasSize(4).startsWith("one").endsWith("two", "three");
        assertThat(tail.all().get(1))
                .startsWith("telltale: the output of this node is not written to a file: ")
                .contains("must be a folder");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsReportedOnceAndTolerated() throws Exception {
        Files.createDirectory(folder.resolve("100%g"));
        Files.createSymbolicLink(folder.resolve("100%g/output-node1.0.log"), Path.of("/dev/full"));
        drain("one\ntwo\nthree\n");
        assertThat(tail.all()).hasSize(4).startsWith("one").contains("two", "three");
        assertThat(tail.all())
                .filteredOn(line -> line.startsWith("telltale: the output of this node is not written to a file: "))
                .hasSize(1);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aDeletedOutputFolderIsToleratedAndRecreatedForTheNextProcess() throws Exception {
        var mouth = new PipedOutputStream();
        Path gone = folder.resolve("gone");
        Output output = Output.drain(ID, new PipedInputStream(mouth, 1 << 16), tail, gone);
        mouth.write("one\n".getBytes(UTF_8));
        mouth.flush();
        Path log = gone.resolve("output-node1.0.log");
        Await.until("the log is written", () -> Files.exists(log) && Files.size(log) > 0);
        try (Stream<Path> files = Files.list(gone)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(gone);
        mouth.write("x\n".repeat(600_000).getBytes(UTF_8));
        mouth.close();
        output.drained().get(10, TimeUnit.SECONDS);
        assertThat(tail.all()).hasSize(Output.TAIL_LINES).endsWith("x");
        Output next = Output.drain(ID, new ByteArrayInputStream("two".getBytes(UTF_8)), tail, gone);
        next.drained().get(10, TimeUnit.SECONDS);
        assertThat(Files.readAllLines(log)).endsWith("two");
    }

    @Test
    void aNodeIsReadyOnlyAfterItsOwnReadyLine() throws Exception {
        assertThat(drain("telltale: node2 ready on 127.0.0.1:8002 (PID 1)\n").ready())
                .isNotDone();
        assertThat(drain("hm\ntelltale: node1 ready on 127.0.0.1:8001 (PID 1)\n")
                        .ready())
                .isDone();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    first@last                                                           | last
                    bad heap@Error: Could not create the Java Virtual Machine.           | bad heap
                    Exception in thread main: why@    at a.b.C@    at a.b.D@             | Exception in thread main: why
                    only@@                                                               | only
                    """)
    void theLastLineIsTheLastMeaningfulOutput(String printed, String words) throws Exception {
        assertThat(drain(printed.replace('@', '\n')).lastLine()).isEqualTo(words);
    }

    @Test
    void theTailKeepsOnlyTheNewestLines() throws IOException {
        for (int i = 0; i <= Output.TAIL_LINES; i++) {
            tail.add("line " + i);
        }
        assertThat(tail.all()).hasSize(Output.TAIL_LINES).startsWith("line 1").endsWith("line " + Output.TAIL_LINES);
    }

    private Output drain(String printed) throws Exception {
        // A % has a meaning in the file name pattern of FileHandler.
        Output output =
                Output.drain(ID, new ByteArrayInputStream(printed.getBytes(UTF_8)), tail, folder.resolve("100%g"));
        output.drained().get(10, TimeUnit.SECONDS);
        return output;
    }
}

package dev.telltale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.cli.base.ThisProgram;
import dev.telltale.testkit.TelltaleProgram;
import dev.telltale.testkit.TestPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Output and exit codes of valid and invalid command lines. Most run in this JVM; one test compares with the packaged
 * program.
 */
@Timeout(60)
@Tag("process")
public class CommandLineTest {
    private static final int MAX_LINE_LENGTH = 320;
    private static final String[] PICOCLI_WORDS = {
        "Unmatched",
        "Unknown option",
        "Invalid value",
        "Missing required",
        "Expected parameter",
        "only once",
        "is not a "
    };

    @TempDir
    Path folder;

    private TelltaleProgram.Result call(String... words) {
        return new TelltaleProgram(folder).call(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dashboard",
                "start",
                "stop",
                "kill",
                "pause",
                "resume",
                "fault",
                "heal",
                "status",
                "node",
                "archive",
                "measure",
                "run",
                "replay",
                "key"
            })
    void helpShowsExamplesAndVersionShowsTheVersion(String command) {
        TelltaleProgram.Result help =
                InProcess.call((command + " --help").strip().split(" "));
        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out())
                .startsWith("Usage: telltale")
                .containsPattern("\n  telltale" + (command.equals("dashboard") ? "" : " *" + command));
        TelltaleProgram.Result version =
                InProcess.call((command + " --version").strip().split(" "));
        assertThat(version.code()).isZero();
        assertThat(version.out()).startsWith("telltale ");
    }

    @Test
    void theProgramStartsItselfByItsMainClass() {
        assertThat(ThisProgram.MAIN).isEqualTo(Main.class.getName());
    }

    @Test
    void thePackagedProgramPrintsItsVersion() {
        assertThat(call("--version").out())
                .matches("telltale 0\\.1\\.0\\R(Commit [0-9a-f]{12}(-dirty)?\\R)?Java [1-9].*\\R.+ .+ .+\\R");
    }

    /** One command line for each path through the program (help, a command, a node) and each exit code. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "fault drop --help",
                "startt",
                "node node1 0 --alone --interval 2 --timeout 5s",
                "node node1 0 --alone --host 0.0.0.0",
                "node node1 0 --alone --key-file none.key",
                "kill node9",
                "status --config none.json"
            })
    void thePackagedProgramPrintsTheSameAsACallInThisJvm(String words) {
        assertThat(call(words.split(" "))).isEqualTo(InProcess.call(words.split(" ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        startt                                                            | 2 | startt
        start --colour                                                    | 2 | --colour
        node                                                              | 2 | ID
        node no/de 8001                                                   | 2 | no/de
        node all 0 --alone --interval 1s --timeout 5s                     | 2 | found "all", which commands read as every node
        node --alone -- -a 0                                              | 2 | found "-a", which commands read as an option
        node node1 0 --peer all=127.0.0.1:8001                            | 2 | found "all", which commands read as every node
        node node1 0 --peer -a=127.0.0.1:8001                             | 2 | found "-a", which commands read as an option
        node node1 80o1                                                   | 2 | 80o1
        node node1 70000                                                  | 2 | 70000
        node node1 -1                                                     | 2 | -1
        node node9                                                        | 2 | its port must be given
        node node1 8001 8002                                              | 2 | 8002
        node node1 0 --alone --interval 2 --timeout 5s                    | 2 | found "2"
        node node1 0 --alone --interval 2s --timeout 2s                   | 2 | larger than the interval
        node node1 0 --alone --interval 1ms --timeout 2s                  | 2 | 10ms to 1h
        node node1 0 --alone --timeout                                    | 2 | --timeout
        node node1 0 --peer node2                                         | 2 | id=host:port
        node node1 0 --peer node2=127.0.0.1:0                             | 2 | 1 to 65535
        node node1 0 --peer node2=127.0.0.1:99999                         | 2 | 99999
        node node1 0 --peer node2=127.0.0.1:1 --peer node2=127.0.0.1:2    | 2 | twice
        node node1 0 --peer node1=127.0.0.1:1                             | 2 | itself
        node node1 0 --alone --host not_a/host                            | 2 | not_a/host
        kill                                                              | 2 | Name the nodes: telltale kill node1
        kill no/de                                                        | 2 | no/de
        kill node9                                                        | 1 | node9 is not running; running: none
        stop node1                                                        | 1 | node1 is not running; running: none
        node node1 0 --alone --detector gossip                            | 2 | evidence, timeout, phi, swim
        node node1 0 --alone --tune failure_threshold=0                   | 2 | failure_threshold is 1 to 100
        node node1 0 --alone --tune patience=2                            | 2 | failure_threshold, success_threshold
        status --detector gossip                                          | 2 | evidence, timeout, phi, swim
        detector phi                                                      | 2 | telltale has no command "detector"
        measure --rounds 0                                                | 2 | from 1 to 10000
        measure --nodes 1                                                 | 2 | from 2 to 100
        measure --interval 5s --timeout 2s                                | 2 | larger than the interval
        --config none.json kill node1                                     | 2 | write telltale kill ... --config none.json
        --config none.json status --json                                  | 2 | --config is before the command
        --config none.json fault list                                     | 2 | --config is before the command
        --config none.json dashboard                                      | 2 | write telltale dashboard ... --config none.json
        status --json --watch                                             | 2 | cannot be combined
        start --nodes 0                                                   | 2 | --nodes is a whole number from 1 to 30, found "0"
        start --nodes 31                                                  | 2 | --nodes is a whole number from 1 to 30, found "31"
        status --nodes five                                               | 2 | --nodes is a whole number from 1 to 30, found "five"
        start --nodes 3 --config none.json                                | 2 | --config and --nodes cannot be combined; leave one out
        dashboard --nodes 3 --config none.json                            | 2 | --config and --nodes cannot be combined; leave one out
        --nodes 31                                                        | 2 | --nodes is a whole number from 1 to 30, found "31"
        --nodes 3 start                                                   | 2 | --nodes is before the command
        start --nodes 3 --interval 10s                                    | 2 | larger than the interval
        status --nodes 3 --interval 1ms                                   | 2 | 10ms to 1h
        start --interval 5s                                               | 2 | --interval and --timeout do not fit together
        kill node4 --nodes 3                                              | 2 | there is no node4 in the cluster of 3 nodes
        node node4 --nodes 3                                              | 2 | node4 is not in the cluster of 3 nodes
        stop --nodes 29                                                   | 1 | No node of demo-29 is running
        status --config none.json                                         | 3 | There is no file none.json
        start --config none.json                                          | 3 | There is no file none.json
        node node1 --config none.json                                     | 3 | There is no file none.json
        node node1 0 --alone --interval 1s --timeout 3s --host 192.0.2.1  | 2 | telltale key FILE
        node node1 0 --alone --interval 1s --timeout 3s --host 0.0.0.0    | 2 | other machines reach it
        node node1 0 --alone --interval 1s --timeout 3s --host ::         | 2 | other machines reach it
        node node1 0 --alone --interval 1s --timeout 3s --host no.invalid | 3 | cannot look up no.invalid:
        node node1 0 --alone --key-file none.key                          | 3 | there is no file none.key
        node node1 0 --alone --key-file a --key-file b                    | 2 | --key-file
        node node1 0 --alone --interval 1s --interval 2s --timeout 9s     | 2 | --interval
        node node1 0 --alone --cluster a/b                                | 2 | a/b
        key                                                               | 2 | FILE
        key no/where.key                                                  | 3 | its folder does not exist
        """)
    void aWrongCommandLineIsReportedWithItsExitCode(String words, int code, String part) {
        assertFails(InProcess.call(words.split(" ")), code, part);
    }

    /** The messages replace those of picocli. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        startt                     | telltale has no command "startt"; its commands are archive, dashboard, fault, generate-completion, heal, incidents, key, kill, measure, node, pause, record, replay, resume, run, simulate, soak, start, status, stop, tune.
        fault smash                | telltale fault has no command "smash"; its commands are bridge, cut, delay, drop, error, gray, halves, isolate, list, ring, skew, slow, split, stall.
        start --colour red         | telltale start has no option "--colour"; its options are --config, --help, --interval, --nodes, --timeout, --version.
        start now                  | telltale start takes no "now"; write telltale start.
        node node1 8001 8002       | telltale node takes no "8002"; write telltale node ID [PORT].
        node                       | ID is missing; write telltale node ID [PORT].
        key                        | FILE is missing; write telltale key FILE.
        run                        | FILE is missing; write telltale run FILE...
        fault cut node1            | SUBJECT is missing; write telltale fault cut OBSERVER SUBJECT.
        measure --rounds           | --rounds has no value; write --rounds N.
        node node1 --host --alone  | --host has no value; write --host HOST.
        status --json=yes          | --json takes no value, found "yes"; write --json.
        node a --host b --host c   | --host is given twice; give it once.
        node a/b                   | ID: a node id is 1 to 64 letters, digits, dots, underscores or hyphens, found "a/b".
        kill a/b                   | ID: a node id is 1 to 64 letters, digits, dots, underscores or hyphens, found "a/b".
        node node1 --cluster a/b   | --cluster: a cluster's name is 1 to 64 letters, digits, dots, underscores or hyphens, found "a/b".
        simulate --loss 1%         | --loss: found "1%"; give a number, for example 0.01.
        simulate --nodes many      | --nodes: found "many"; give a whole number.
        soak --seed 1.5            | --seed: found "1.5"; give a whole number.
        pause node1 --for 8        | --for: a duration is a number and a unit, for example 200ms, 2s or 1m, found "8".
        status --detector gossip   | --detector: found "gossip"; the detectors are evidence, timeout, phi, swim.
        """)
    void parserErrorsAreReportedWithMessagesOfTelltale(String words, String sentence) {
        TelltaleProgram.Result ended = InProcess.call(words.split(" "));
        assertFails(ended, 2, "");
        assertThat(ended.lines()).first().isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        strat         | Did you mean telltale status or telltale stop or telltale start?
        start --confg | Did you mean --config?
        status --jsn  | Did you mean --json?
        start --xyz   | See telltale start --help.
        detector phi  | Use telltale status --detector NAME: which detector is shown is a choice of the viewer.
        """)
    void anUnknownWordIsReportedWithASuggestion(String words, String line) {
        assertThat(InProcess.call(words.split(" ")).lines()).last().isEqualTo(line);
    }

    private static void assertFails(TelltaleProgram.Result ended, int code, String part) {
        assertThat(ended.code()).as(ended.toString()).isEqualTo(code);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .contains(part)
                .doesNotContain("Exception", "\tat ")
                .doesNotContain(PICOCLI_WORDS);
        assertThat(ended.lines())
                .hasSizeBetween(1, 2)
                .allMatch(line -> line.length() <= MAX_LINE_LENGTH && line.matches(".*[.?]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"nodes":/[{"id":"node1","port":8001},]}                       | line 2
        {"nodes":[{"id":"node1",//"prot":8001}]}                       | line 3, nodes[0].prot
        {/"colour":"red"}                                              | line 2, colour
        {"nodes":[{"id":"node1","port":1},/{"id":"node1","port":2}]}   | line 2, nodes[1].id
        {"nodes":[{"id":"node1","port":1},/{"id":"node2","port":1}]}   | line 2, nodes[1].port
        {"nodes":[/{"id":"node1","port":"x"}]}                         | line 2, nodes[0].port
        {"heartbeat_interval":"2s",/"heartbeat_timeout":"1s","nodes":[{"id":"a","port":1}]} | line 2, heartbeat_timeout
        {"nodes":[]}                                                   | line 1, nodes
        """)
    void anInvalidConfigIsReportedWithItsLine(String content, String place) {
        Path file = new TelltaleProgram(folder).file(content.replace('/', '\n'));
        for (String command : List.of("status", "start", "node node1")) {
            assertFails(InProcess.call((command + " --config " + file).split(" ")), 2, file + ", " + place);
        }
    }

    @Test
    void aKeyIsCreatedOnceAndAllowsANodeToListenOnOtherAddresses() {
        var made = new TelltaleProgram.Result(0, "my.key contains a new cluster key" + System.lineSeparator(), "");
        assertThat(call("key", "my.key")).isEqualTo(made);
        assertFails(call("key", "my.key"), 3, "it already exists");
        // No machine has this address (RFC 5737): the key is accepted, then the system rejects the address.
        assertFails(call("node node1 0 --alone --host 192.0.2.1 --key-file my.key".split(" ")), 3, "192.0.2.1");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no POSIX permissions")
    void nodeAndStartRejectAKeyFileReadableByOthers() throws IOException {
        call("key", "my.key");
        Files.setPosixFilePermissions(folder.resolve("my.key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertFails(call("node node1 0 --alone --key-file my.key".split(" ")), 3, "others may read my.key");
        Path config =
                new TelltaleProgram(folder).file("{\"key_file\":\"my.key\",\"nodes\":[{\"id\":\"node1\",\"port\":0}]}");
        assertFails(
                InProcess.call("start", "--config", config.toString()),
                3,
                "others may read " + folder.resolve("my.key"));
        assertFails(InProcess.call("node", "node1", "--config", config.toString()), 3, "others may read");
    }

    @Test
    void aClusterReachableFromOtherMachinesNeedsAKey() {
        Path config = new TelltaleProgram(folder)
                .file("{\"nodes\":[{\"id\":\"node1\",\"port\":0},{\"id\":\"node2\",\"host\":\"0.0.0.0\",\"port\":0}]}");
        assertFails(
                InProcess.call("start", "--config", config.toString()), 2, "node2 is configured to listen on 0.0.0.0");
        assertFails(
                InProcess.call("node", "node2", "--config", config.toString()),
                2,
                "node2 is configured to listen on 0.0.0.0");
    }

    @Test
    void aMemberWithoutAnAvailablePortIsReported() {
        Path key = folder.resolve("my.key");
        assertThat(InProcess.call("key", key.toString()).code()).isZero();
        Path config = new TelltaleProgram(folder)
                .file("{\"key_file\":\"" + key
                        + "\",\"nodes\":[{\"id\":\"node1\",\"host\":\"no.invalid\",\"port\":0}]}");
        assertFails(
                InProcess.call("start", "--config", config.toString()),
                3,
                "There is no port for node1: cannot look up no.invalid: ");
    }

    @Test
    void everyCompletionCandidateIsAccepted() {
        List<String> offered = new ArrayList<>();
        commands(CommandLineFactory.createComplete()).forEach(command -> {
            for (ArgSpec arg : command.getCommandSpec().args()) {
                Iterable<String> candidates = arg.completionCandidates();
                for (String word : candidates == null ? List.<String>of() : candidates) {
                    offered.add(command.getCommandName() + " " + word);
                    isTaken(command.getCommandName(), arg, word);
                }
            }
        });
        assertThat(offered)
                .contains("status phi", "node swim", "simulate timeout")
                .allMatch(word -> word.equals(word.toLowerCase(Locale.ROOT)));
    }

    private static void isTaken(String command, ArgSpec arg, String word) {
        CommandLine parser = CommandLineFactory.createComplete();
        String[] words = arg instanceof OptionSpec option
                ? new String[] {command, option.longestName(), word}
                : new String[] {command, word};
        try {
            parser.parseArgs(words);
        } catch (MissingParameterException other) {
            // The word was parsed; another argument is missing.
        }
    }

    /** The list of commands shows only the first line of each description. */
    @Test
    void commandDescriptionsAreCompleteSentences() {
        commands(CommandLineFactory.createComplete()).forEach(command -> {
            String name = command.getCommandSpec().qualifiedName();
            var usage = command.getCommandSpec().usageMessage();
            assertThat(usage.description()[0]).as(name).endsWith(".");
            Stream.of(usage.description(), usage.footer())
                    .flatMap(Arrays::stream)
                    .forEach(line -> assertThat(line).as(name).matches("|.*[.:]|  .*|(Example|Completion): .*"));
            for (ArgSpec arg : command.getCommandSpec().args()) {
                assertThat(String.join(" ", arg.description()))
                        .as(name + " " + arg.paramLabel())
                        .endsWith(".");
            }
        });
    }

    private static Stream<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(CommandLineTest::commands));
    }

    @Test
    void aFolderGivenAsConfigIsReported() {
        assertFails(InProcess.call("status", "--config", folder.toString()), 3, folder + " cannot be read");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aTakenPortIsReportedWithItsOwner() throws IOException {
        int port = TestPorts.free();
        try (var server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertFails(
                    call("node", "node1", String.valueOf(server.getLocalPort())),
                    3,
                    "Port " + port + " on 127.0.0.1 is taken by PID "
                            + ProcessHandle.current().pid() + " (java)");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aMissingDisplayIsReported() {
        assertFails(call("dashboard"), 3, "telltale start");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "stop all", "kill all", "pause all", "resume"})
    void aCommandForAllNodesEndsWithExitCodeOneIfNoneRuns(String command) {
        assertThat(InProcess.call(command.split(" ")))
                .isEqualTo(new TelltaleProgram.Result(1, "", "No node of demo is running." + System.lineSeparator()));
    }
}

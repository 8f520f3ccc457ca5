package dev.telltale.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.cli.Commands;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The two parsers of {@code telltale node} must give the same result. */
class FastNodeArgumentsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node node1",
                "node node1 8001",
                "node node1 0 --alone",
                "node node1 8001 --host 127.0.0.1 --peer node2=127.0.0.1:8002 --peer node3=[::1]:8003"
                        + " --interval 2000ms --timeout 5s --parent 4711:1763871631123",
                "node node1 --key-file cluster.key --cluster prod",
                "node node1 8001 --detector phi --tune phi_threshold=9 --tune flap_window=1m --allow-faults token",
                "node --interval 1.5s --config other.json node1 --timeout 1m 9001",
            })
    void aPlainCallIsReadAsPicocliReadsIt(String words) {
        String[] args = words.split(" ");

        assertThat(FastNodeArguments.read(args)).contains(byPicocli(args));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node",
                "start",
                "node --help",
                "node node1 --version",
                "node node1 8001 8002",
                "node a/b 8001",
                "node node1 80x",
                "node node1 70000",
                "node node1 8001 --interval",
                "node node1 8001 --interval --alone",
                "node node1 8001 --interval 2",
                "node node1 8001 --interval 2s --interval 3s",
                "node node1 8001 --peer node2",
                "node node1 8001 --interval=2s",
                "node node1 8001 --key-file a --key-file b",
                "node node1 8001 --cluster a/b",
                "node node1 8001 --key-file",
                "node node1 -1",
                "node node1 8001 --alone --alone",
                "node node1 8001 --wrong",
            })
    void whateverIsNotPlainIsLeftToPicocli(String words) {
        assertThat(FastNodeArguments.read(words.split(" "))).isEmpty();
    }

    private static NodeArguments byPicocli(String[] args) {
        CommandLine node = Commands.commandLine()
                .parseArgs(args)
                .subcommand()
                .commandSpec()
                .commandLine();
        return ((NodeCommand) node.getCommand()).arguments();
    }
}

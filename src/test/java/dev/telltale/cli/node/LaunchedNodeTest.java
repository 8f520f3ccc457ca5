package dev.telltale.cli.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.testkit.LaunchedNodes;
import dev.telltale.wire.NodeSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a node says to wrong settings on its standard input. */
@Timeout(60)
class LaunchedNodeTest {
    private static final NodeSettings SETTINGS = LaunchedNodes.settings(1, 8001, 8002);

    @Test
    void onlyACallOfALauncherReadsSettings() {
        assertThat(LaunchedNode.isCall(words(SETTINGS))).isTrue();
        assertThat(LaunchedNode.isCall(new String[] {"node"})).isFalse();
        assertThat(LaunchedNode.isCall(new String[] {"node", "node1", "--stdin"}))
                .isFalse();
        assertThat(LaunchedNode.isCall(new String[] {"start", "--stdin"})).isFalse();
    }

    @Test
    void malformedSettingsAreReportedInOneSentence() {
        fails(words(SETTINGS), "hello\n", ExitCode.USAGE)
                .withMessage("the settings on standard input: not the JSON expected: Unrecognized token 'hello': was"
                        + " expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')");
        fails(words(SETTINGS), "{\"id\":\"node1\"}\n", ExitCode.USAGE)
                .withMessageStartingWith("the settings on standard input: ")
                .withMessageEndingWith(" is missing");
        fails(words(SETTINGS), "{\"id\":\"node1\"}", ExitCode.USAGE)
                .withMessageContaining("ended before the settings were complete");
    }

    @Test
    void argumentsThatDoNotFitTheSettingsAreRejected() {
        String[] other = {"node", "--stdin", "--id", "node2", "--port", "8001", "--cluster", "test"};
        fails(other, line(SETTINGS), ExitCode.USAGE)
                .withMessage("the arguments do not fit the settings on standard input, which are for:"
                        + " node --stdin --id node1 --port 8001 --cluster test");
        fails(new String[] {"node", "--stdin"}, line(SETTINGS), ExitCode.USAGE)
                .withMessageContaining("the arguments do not fit");
    }

    @Test
    void aNodeThatOtherMachinesReachNeedsAKey() {
        NodeSettings open = with(new Address("0.0.0.0", 8001));
        fails(words(open), line(open), ExitCode.USAGE)
                .withMessageContaining("node1 is configured to listen on 0.0.0.0");
    }

    @Test
    void aTakenPortIsReportedWithExitCode3() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            NodeSettings settings = with(new Address("127.0.0.1", taken.getLocalPort()));
            fails(words(settings), line(settings), ExitCode.ENVIRONMENT).withMessageContaining("is taken");
        }
    }

    private static NodeSettings with(Address address) {
        return new NodeSettings(
                new Member(SETTINGS.self().id(), address),
                SETTINGS.cluster(),
                List.of(),
                SETTINGS.heartbeat(),
                SETTINGS.detection(),
                null,
                SETTINGS.token(),
                SETTINGS.parent());
    }

    private static ThrowableAssertAlternative<CommandException> fails(String[] args, String input, int exitCode) {
        var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        var failure =
                assertThatExceptionOfType(CommandException.class).isThrownBy(() -> LaunchedNode.runUntilEnd(args, in));
        return failure.satisfies(thrown -> assertThat(thrown.exitCode()).isEqualTo(exitCode));
    }

    private static String[] words(NodeSettings settings) {
        return settings.arguments().toArray(String[]::new);
    }

    private static String line(NodeSettings settings) {
        return new String(settings.write(), StandardCharsets.UTF_8);
    }
}

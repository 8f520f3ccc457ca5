package dev.telltale.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {

    @Test
    void theShippedConfigEqualsTheDefault() throws ConfigException, NoSuchFileException {
        assertThat(ConfigFile.read(Path.of("launcher-config", "cluster.json"))).isEqualTo(ClusterConfig.DEFAULT);
    }

    @Test
    void everyConfigKeyExceptNodesHasADefault() throws ConfigException {
        ClusterConfig config = parse("{\"nodes\":[{\"id\":\"only\",\"port\":9001}]}");

        assertThat(config.heartbeat()).isEqualTo(ClusterConfig.DEFAULT.heartbeat());
        assertThat(config.nodes()).containsExactly(new Member(new NodeId("only"), new Address("127.0.0.1", 9001)));
    }

    @Test
    void theRestartPolicyIsReadAndDefaultsToNever() throws ConfigException {
        String nodes = "\"nodes\":[{\"id\":\"a\",\"port\":1}]}";
        assertThat(parse("{" + nodes).restart()).isEqualTo(RestartPolicy.NEVER);
        assertThat(parse("{\"restart\":\"never\"," + nodes).restart()).isEqualTo(RestartPolicy.NEVER);
        assertThat(parse("{\"restart\":\"on-failure\"," + nodes).restart()).isEqualTo(RestartPolicy.ON_FAILURE);
    }

    @Test
    void commentsWindowsLineEndsAndAByteOrderMarkAreAccepted() throws ConfigException {
        String text = "\uFEFF// one\r\n/* two */ {\r\n# three\r\n\"nodes\":[{\"id\":\"a\",\"port\":1}]}\r\n";

        assertThat(parse(text).nodes()).hasSize(1);
    }

    @Test
    void severalNodesMayRequestAnyFreePort() throws ConfigException {
        assertThat(parse("{\"nodes\":[{\"id\":\"a\",\"port\":0},{\"id\":\"b\",\"port\":0}]}")
                        .nodes())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                              | test.json: the file is empty
            []                                              | test.json, line 1, the config: found a list; it must be an object in braces
            {}                                              | test.json: nodes is missing
            {^"nodez":[]}                                   | test.json, line 2, nodez: this key is unknown; the keys here are cluster,
            {"nodes":[{^"id":"a","prot":1}]}                | test.json, line 2, nodes[0].prot: this key is unknown; the keys here are id, host, port
            {"nodes":[{"id":"a","port":1}],^"nodes":[]}     | test.json, line 2
            {"nodes":[{"id":"a","port":1},^{"id":"a","port":2}]} | test.json, line 2, nodes[1].id: found "a", which nodes[0] on line 1 already uses
            {"nodes":[{"id":"a","port":1},^{"id":"b","port":1}]} | test.json, line 2, nodes[1].port: found 1, which nodes[0] on line 1 already uses
            {"nodes":[{"id":"a b","port":1}]}               | test.json, line 1, nodes[0].id: a node id is 1 to 64
            {"nodes":[^{"id":"all","port":1}]}              | test.json, line 2, nodes[0].id: found "all", which commands read as every node; choose another id
            {"nodes":[{"id":"-a","port":1}]}                | test.json, line 1, nodes[0].id: found "-a", which commands read as an option; choose an id that begins with another character
            {"nodes":[{"id":"--help","port":1}]}            | test.json, line 1, nodes[0].id: found "--help", which commands read as an option
            {"nodes":[{"id":"a","port":70000}]}             | test.json, line 1, nodes[0].port: found 70000; a port is a whole number from 1 to 65535
            {"nodes":[{"id":"a","port":-1}]}                | test.json, line 1, nodes[0].port: found -1; a port
            {"nodes":[{"id":"a","port":"80"}]}              | test.json, line 1, nodes[0].port: found "80"; a port
            {"nodes":[{"id":"a","port":1e9}]}               | test.json, line 1, nodes[0].port: found 1e9; a port
            {"nodes":[{"id":"a"}]}                          | test.json, line 1, nodes[0]: port is missing
            {"nodes":[{"id":"a","port":1,"host":"a b"}]}    | test.json, line 1, nodes[0].host: a host is
            {"nodes":{}}                                    | test.json, line 1, nodes: found an object; it must be a list
            {"nodes":[]}                                    | test.json, line 1, nodes: found 0 nodes; a cluster has 1 to 200
            {^"heartbeat_interval":"2","nodes":[{"id":"a","port":1}]} | test.json, line 2, heartbeat_interval: a duration is a number and a unit, for example 200ms, 2s or 1m, found "2"
            {"heartbeat_interval":2,"nodes":[{"id":"a","port":1}]} | test.json, line 1, heartbeat_interval: found 2; this key takes a text in quotes
            {"heartbeat_interval":"1ms","nodes":[{"id":"a","port":1}]} | test.json, line 1, heartbeat_interval: found 1ms; use 10ms to 1h
            {^"heartbeat_timeout":"2s","nodes":[{"id":"a","port":1}]} | test.json, line 2, heartbeat_timeout: found 2s; use more than heartbeat_interval (2s) and at most 24h, for example 5s
            {^"heartbeat_interval":"9s","nodes":[{"id":"a","port":1}]} | test.json, line 2, heartbeat_interval: found 9s; use less than heartbeat_timeout (5s), or give heartbeat_timeout too
            {"detector":"guess","nodes":[{"id":"a","port":1}]} | test.json, line 1, detector: found "guess"; the detectors are evidence
            {"restart":"always","nodes":[{"id":"a","port":1}]} | test.json, line 1, restart: found "always"; use "never" or "on-failure"
            {"nodes":[{"id":"a","port":1},]}                | test.json, line 1, column 31: this is not JSON
            {"nodes":[{"id":"a","port":1}]} {}              | test.json, line 1: something follows the closing brace
            {"heartbeat_interval":NaN,"nodes":[{"id":"a","port":1}]} | test.json, line 1, column 26: NaN, INF and Infinity are not numbers in JSON; write a number
            {"nodes":-Infinity}                             | test.json, line 1, column 19: NaN, INF and Infinity are not numbers
            {"nodes":[{"id":"a","port":1}                   | test.json, line 1, column 30: the file ends in the middle of a value
            {"nodes":[{"id":"a                              | test.json, line 1, column 19: the file ends in the middle of a value
            {"heartbeat_interval":"NaN","nodes":[{"id":"a","port":1}]} | test.json, line 1, heartbeat_interval: a duration is a number and a unit
            {"heartbeat_interval":"1e9s","nodes":[{"id":"a","port":1}]} | test.json, line 1, heartbeat_interval: a duration is a number and a unit
            {"heartbeat_interval":"1000000000s","nodes":[{"id":"a","port":1}]} | test.json, line 1, heartbeat_interval
            {"heartbeat_interval":1e9,"nodes":[{"id":"a","port":1}]} | test.json, line 1, heartbeat_interval: found 1e9; this key takes a text in quotes
            {"heartbeat_interval":"-2s","nodes":[{"id":"a","port":1}]} | test.json, line 1, heartbeat_interval: a duration is a number and a unit
            {"heartbeat_interval":"0s","nodes":[{"id":"a","port":1}]} | test.json, line 1, heartbeat_interval: found 0
            {"cluster":"../x","nodes":[{"id":"a","port":1}]} | test.json, line 1, cluster: a cluster's name is 1 to 64
            {"key_file":"","nodes":[{"id":"a","port":1}]}   | test.json, line 1, key_file: found ""; name a file
            {"key_file":7,"nodes":[{"id":"a","port":1}]}    | test.json, line 1, key_file: found 7; this key takes a text in quotes
            {"key_file":"a","key_file":"b","nodes":[]}      | test.json, line 1
            nonsense                                        | test.json, line 1
            """)
    void eachConfigErrorNamesItsFileLineAndKey(String text, String sentence) {
        assertThat(problems(text))
                .anyMatch(problem -> problem.startsWith(sentence))
                .noneMatch(problem -> problem.matches("(?s).*(\\R|Exception|com.fasterxml).*"));
    }

    private static List<String> problems(String text) {
        var failure = assertThrows(ConfigException.class, () -> parse(text.replace('^', '\n')));
        assertThat(failure).hasMessage(String.join(System.lineSeparator(), failure.problems()));
        return failure.problems();
    }

    @Test
    void allConfigErrorsAreReportedAtOnceInLineOrder() {
        String text = """
                {
                  "cluster": ["x"],
                  "heartbeat_interval": "2",
                  "heartbeat_timeout": "1s",
                  "colour": {"of": ["the", {"panel": "red"}]},
                  "nodes": [
                    {"id": "a", "port": 1, "host": {"name": "b"}},
                    {"id": "b", "port": 2},
                    "c",
                    {"id": "b", "port": 3},
                    {"prot": [4]},
                    {"id": "d", "port": 2}
                  ],
                  "failure_threshold": [0],
                  "restart": "always"
                }
                """;
        assertThat(problems(text))
                .extracting(problem -> problem.replaceFirst("^test.json, ", "").replaceFirst("; .*", ""))
                .containsExactly(
                        "line 2, cluster: found a list",
                        "line 3, heartbeat_interval: a duration is a number and a unit, for example 200ms, 2s or 1m,"
                                + " found \"2\"",
                        "line 5, colour: this key is unknown",
                        "line 7, nodes[0].host: found an object",
                        "line 9, nodes[2]: found \"c\"",
                        "line 10, nodes[3].id: found \"b\", which nodes[1] on line 8 already uses",
                        "line 11, nodes[4].prot: this key is unknown",
                        "line 11, nodes[4]: id is missing",
                        "line 11, nodes[4]: port is missing",
                        "line 12, nodes[5].port: found 2, which nodes[1] on line 8 already uses",
                        "line 14, failure_threshold: found a list",
                        "line 15, restart: found \"always\"");
    }

    @Test
    void theNumberOfReportedConfigErrorsIsLimited() {
        String nodes = String.join(",", Collections.nCopies(200, "{\"id\":\"a\",\"port\":1}"));
        assertThat(problems("{\"nodes\":[" + nodes + "]}"))
                .hasSize(21)
                .last()
                .isEqualTo("test.json: 179 more errors; correct these first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"nodes\":[{\"id\":"})
    void aTooDeeplyNestedConfigIsReported(String part) {
        for (int times : new int[] {17, 1_000, 100_000}) {
            assertThatThrownBy(() -> parse(part.repeat(times)))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageMatching(
                            "test.json.*: (lists and objects are nested more than 16 deep, .*|.*; (it must be|this key|the keys here) .*)");
        }
    }

    @Test
    void aConfigBeyondTheNodeLimitIsRejected() {
        assertThatThrownBy(() -> parse("{\"nodes\":[" + nodes(201) + "]}")).hasMessageContaining("found 201 nodes");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 50, 200})
    void aConfigUpToTheNodeLimitIsAccepted(int count) throws ConfigException {
        assertThat(parse("{\"nodes\":[" + nodes(count) + "]}").ids())
                .hasSize(count)
                .doesNotHaveDuplicates();
    }

    private static String nodes(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> "{\"id\":\"n" + n + "\",\"port\":" + n + "}")
                .collect(Collectors.joining(","));
    }

    @Test
    void aKeyFilePathIsRelativeToTheConfig(@TempDir Path folder) throws ConfigException, IOException {
        Path file = folder.resolve("cluster.json");
        Files.writeString(file, "{\"key_file\":\"my.key\",\"nodes\":[{\"id\":\"a\",\"port\":1}]}");
        assertThat(ConfigFile.read(file).keyFile()).isEqualTo(folder.resolve("my.key"));
        Files.writeString(file, "{\"nodes\":[{\"id\":\"a\",\"port\":1}]}");
        assertThat(ConfigFile.read(file).keyFile()).isNull();
    }

    @Test
    void anIPv6AddressIsReadWithBracketsAndWithout() throws ConfigException {
        String text =
                "{\"nodes\":[{\"id\":\"a\",\"host\":\"[::1]\",\"port\":1},{\"id\":\"b\",\"host\":\"::1\",\"port\":2}]}";
        assertThat(parse(text).nodes())
                .extracting(member -> member.address().toString())
                .containsExactly("[::1]:1", "[::1]:2");
    }

    private static ClusterConfig parse(String text) throws ConfigException {
        return ConfigFile.parse("test.json", text.getBytes(StandardCharsets.UTF_8));
    }

    /** The size of a pipe or a device is 0; only reading shows how much data there is. */
    @ParameterizedTest
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @ValueSource(strings = {"/dev/zero", "/dev/urandom"})
    void anEndlessFileIsReadOnlyUpToTheSizeLimit(Path endless) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThatThrownBy(() -> ConfigFile.read(endless))
                        .isInstanceOf(ConfigException.class)
                        .hasMessage(endless + ": larger than 1 MiB; this is not a cluster's config"));
    }

    @Test
    void aConfigLargerThanOneMebibyteIsRejected(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("cluster.json");
        String config = "{\"nodes\":[{\"id\":\"node1\",\"port\":1}]}";
        Files.writeString(file, config + " ".repeat((1 << 20) - config.length()));
        assertThat(ConfigFile.read(file).nodes()).hasSize(1);

        Files.writeString(file, config + " ".repeat((1 << 20) - config.length() + 1));
        assertThatThrownBy(() -> ConfigFile.read(file)).hasMessageContaining("larger than 1 MiB");
    }
}

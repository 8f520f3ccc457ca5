package dev.telltale.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telltale.fault.Endpoint;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.NodeFault;
import dev.telltale.model.NodeId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Writing and reading a fault gives the same fault; invalid JSON gives an error message. */
class FaultJsonTest {
    private static final NodeId ONE = new NodeId("node1");
    private static final NodeId TWO = new NodeId("node2");
    private static final Instant NOW = Instant.parse("2026-11-23T04:20:31.123456Z");
    private static final Set<Link> LINKS = Set.of(new Link(ONE, TWO), new Link(TWO, ONE));

    static Stream<FaultType> effects() {
        return Stream.of(
                new LinkFault.Cut(LINKS),
                new LinkFault.Delay(LINKS, Duration.ofMillis(300), Duration.ofMillis(50)),
                new LinkFault.Drop(LINKS, 0.25),
                new NodeFault.Stall(ONE),
                new NodeFault.Slow(ONE, Duration.ofSeconds(2), Duration.ZERO),
                new NodeFault.Fail(ONE, false),
                new NodeFault.Fail(ONE, true),
                new NodeFault.Gray(ONE, Endpoint.STATUS),
                new NodeFault.Skew(ONE, Duration.ofSeconds(-5)));
    }

    private static Fault fault(FaultType effect) {
        return new Fault(new FaultId("a-1"), "panel-7", effect, NOW, Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @MethodSource("effects")
    void everyFaultTypeReadsBackUnchanged(FaultType effect) throws WireException {
        byte[] bytes = FaultJson.write(fault(effect));
        assertThat(FaultJson.read(bytes, bytes.length, Instant.EPOCH)).isEqualTo(fault(effect));
    }

    @Test
    void aFaultListReadsBackUnchanged() throws WireException {
        List<Fault> faults = effects().map(FaultJsonTest::fault).toList();
        byte[] bytes = FaultJson.write(faults);
        assertThat(FaultJson.readAll(bytes, bytes.length, Instant.EPOCH)).isEqualTo(faults);
    }

    @Test
    void everyFaultTypeHasItsWord() {
        assertThat(effects().map(FaultType::id).distinct()).containsExactlyElementsOf(FaultType.WORDS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|id is missing",
                "{'id':'a','author':'b','lease_ms':1000}|kind is missing",
                "{'id':'a','author':'b','lease_ms':1000,'kind':'melt'}|unknown kind \"melt\"; the kinds are cut, delay,",
                "{'id':'a','author':'b','lease_ms':1000,'kind':'cut'}|a fault of links needs a link",
                "{'id':'a','author':'b','lease_ms':1000,'kind':'cut','links':[['node1','node1']]}|a link needs two different nodes",
                "{'id':'a','author':'b','lease_ms':1000,'kind':'cut','links':[['node1']]}|a link is not text",
                "{'id':'a','author':'b','lease_ms':1000,'kind':'cut','links':[['a','b','c']]}|a link is two ids",
                "{'id':'a','author':'b','lease_ms':1000,'kind':'cut','links':7}|links is not a list",
                "{'id':'a','author':'b','lease_ms':999,'kind':'stall','node':'node1'}|a lease is 1 s to 24 h, found 999 ms",
                "{'id':'a b','author':'b','lease_ms':1000,'kind':'stall','node':'node1'}|a fault id is 1 to 64",
                "{'id':'a','author':'','lease_ms':1000,'kind':'stall','node':'node1'}|an author is 1 to 64",
                "{'id':'a','author':'b','lease_ms':1000,'kind':'stall','node':'../x'}|a node id is 1 to 64",
                "{'id':'a','author':'b','lease_ms':1000,'kind':'slow','node':'n','delay_ms':-1}|a delay is 0 ms to 1 min",
                "{'id':'a','author':'b','lease_ms':1000,'kind':'skew','node':'n','ahead_ms':9223372036854775807}|at most 24 hours",
                "{'id':'a','author':'b','lease_ms':1000,'kind':'drop','links':[['a','b']],'share':1.5}|a share is 0 to 1, found 1.5",
                "{'id':'a','author':'b','lease_ms':1000,'kind':'gray','node':'n','broken':'disk'}|heartbeat or status, found \"disk\"",
                "{'id':'a','id':'b'}|not the JSON expected",
                "{'id':'a','colour':'red'}|unknown key \"colour\""
            })
    void invalidFaultJsonIsReported(String json, String complaint) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> FaultJson.read(bytes, bytes.length, NOW))
                .isInstanceOf(WireException.class)
                .hasMessageContaining(complaint);
    }
}

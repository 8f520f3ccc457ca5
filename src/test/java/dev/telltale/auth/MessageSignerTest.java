package dev.telltale.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.NodeId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSignerTest {
    private static final NodeId ONE = new NodeId("node1");
    private static final NodeId TWO = new NodeId("node2");
    private static final NodeId THREE = new NodeId("node3");
    private static final String WHAT = "/heartbeat";
    private static final byte[] BODY = "{\"node_id\":\"node1\"}".getBytes(StandardCharsets.US_ASCII);

    private final List<String> remarks = new ArrayList<>();
    private final MessageSigner one = signer("demo", "1", ONE, 100);
    private final MessageSigner two = signer("demo", "1", TWO, 200);

    private MessageSigner signer(String cluster, String digit, NodeId self, long incarnation) {
        ClusterKey key = ClusterKey.parse(digit.repeat(64));
        List<NodeId> peers =
                List.of(ONE, TWO).stream().filter(id -> !id.equals(self)).toList();
        return new MessageSigner(new ClusterIdentity(cluster, key), self, incarnation, peers, remarks::add);
    }

    @Test
    void theHmacMatchesTheTestVectorOfTheStandard() {
        // RFC 4231, test case 6: a key longer than a block.
        Hmac hmac = new Hmac(ClusterKey.parse("aa".repeat(131)));

        assertThat(hmac.of("Test Using Larger Than Block-Size Key - Hash Key First"))
                .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }

    @Test
    void nodesOfOneClusterAcceptEachOthersSignatures() {
        String request = two.signRequest(ONE, WHAT);
        assertThat(one.verifyRequest("node2", request, WHAT)).isEmpty();

        String response = one.signResponse(request, 200, BODY, BODY.length);
        assertThat(two.isAuthentic(ONE, request, 200, BODY, BODY.length, response))
                .isTrue();
        assertThat(one.rejections().values()).containsOnly(0L);
        assertThat(remarks).isEmpty();
    }

    @Test
    void eachInvalidRequestIsRejectedWithItsReasonAndCounted() {
        String request = two.signRequest(ONE, WHAT);
        assertThat(one.verifyRequest("node2", request, WHAT)).isEmpty();

        assertRejected(RejectionReason.REPLAYED, "node2", request, WHAT);
        assertRejected(RejectionReason.UNSIGNED, "node2", null, WHAT);
        assertRejected(RejectionReason.UNSIGNED, null, two.signRequest(ONE, WHAT), WHAT);
        assertRejected(RejectionReason.WRONG_KEY, "node2", two.signRequest(ONE, WHAT), WHAT + " leaving");
        assertRejected(RejectionReason.WRONG_KEY, "node3", two.signRequest(ONE, WHAT), WHAT);
        assertRejected(
                RejectionReason.WRONG_KEY,
                "node2",
                signer("demo", "2", TWO, 200).signRequest(ONE, WHAT),
                WHAT);
        assertRejected(
                RejectionReason.FOREIGN, "node2", signer("other", "1", TWO, 200).signRequest(ONE, WHAT), WHAT);
        assertRejected(RejectionReason.MISDIRECTED, "node2", two.signRequest(THREE, WHAT), WHAT);
        assertRejected(
                RejectionReason.UNKNOWN_SENDER,
                "node3",
                signer("demo", "1", THREE, 300).signRequest(ONE, WHAT),
                WHAT);

        assertThat(one.rejections())
                .hasToString(
                        "{unsigned=2, wrong_key=3, foreign=1, misdirected=1, unknown_sender=1, replayed=1, answers=0}");
        assertThat(remarks).as("one for each kind, however many come").hasSize(6);
        assertThat(remarks.toString()).doesNotContain("1".repeat(64));
    }

    private void assertRejected(
            RejectionReason reason, @Nullable String from, @Nullable String signature, String what) {
        assertThat(one.verifyRequest(from, signature, what)).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "demo node1 1 1 0",
                "demo node1 1 1 0 0 0",
                "demo node1 1 -1 0 0",
                "demo node1 - 1 0 0",
                "demo node1 --1 1 0 0",
                "demo node1 +1 1 0 0",
                "demo node1 -1000000000000000000 1 0 0",
                "demo node1 1 99999999999999999999 0 0",
                "demo node1 \u0661 1 0 0",
                "demo node1 1 x 0 0",
            })
    void anInvalidSignatureHeaderCountsAsUnsigned(String header) {
        assertRejected(RejectionReason.UNSIGNED, "node2", header, WHAT);
        assertRejected(RejectionReason.UNSIGNED, "node2", header + "0".repeat(300), WHAT);
    }

    @ParameterizedTest
    @CsvSource({"0, demo", "1, node1", "2, 201", "3, 2", "4, abc", "5, 00"})
    void anyChangeOfASignatureInvalidatesIt(int word, String changed) {
        String[] words = two.signRequest(ONE, WHAT).split(" ");
        words[word] = words[word].equals(changed) ? changed + "x" : changed;

        assertThat(one.verifyRequest("node2", String.join(" ", words), WHAT)).isPresent();
        assertThat(one.verifyRequest("node2", two.signRequest(ONE, WHAT), WHAT))
                .as("the next")
                .isEmpty();
    }

    @Test
    void aResponseSignatureCoversItsRequestStatusCodeAndBody() {
        String request = two.signRequest(ONE, WHAT);
        String response = one.signResponse(request, 200, BODY, BODY.length);

        assertThat(two.isAuthentic(ONE, two.signRequest(ONE, WHAT), 200, BODY, BODY.length, response))
                .as("replayed for the next request")
                .isFalse();
        assertThat(two.isAuthentic(ONE, request, 503, BODY, BODY.length, response))
                .isFalse();
        assertThat(two.isAuthentic(ONE, request, 200, BODY, BODY.length - 1, response))
                .isFalse();
        assertThat(two.isAuthentic(ONE, request, 200, BODY, BODY.length, null)).isFalse();
        String foreign = signer("demo", "2", ONE, 100).signResponse(request, 200, BODY, BODY.length);
        assertThat(two.isAuthentic(ONE, request, 200, BODY, BODY.length, foreign))
                .isFalse();
        assertThat(two.rejections()).containsEntry("answers", 5L);
        assertThat(remarks).hasSize(1);
    }

    @Test
    void aRestartedNodeIsAcceptedAtOnceAndItsEarlierIncarnationNoLonger() {
        String early = two.signRequest(ONE, WHAT);
        String former = two.signRequest(ONE, WHAT);
        assertThat(one.verifyRequest("node2", former, WHAT)).isEmpty();

        MessageSigner restarted = signer("demo", "1", TWO, 201);
        assertThat(one.verifyRequest("node2", restarted.signRequest(ONE, WHAT), WHAT))
                .isEmpty();
        assertRejected(RejectionReason.REPLAYED, "node2", early, WHAT);
        assertRejected(RejectionReason.REPLAYED, "node2", former, WHAT);
    }

    @Test
    void aNodeWithItsClockSetBackIsAcceptedAfterAnAuthenticResponse() {
        assertThat(one.verifyRequest("node2", two.signRequest(ONE, WHAT), WHAT)).isEmpty();
        MessageSigner restarted = signer("demo", "1", TWO, 150);
        assertRejected(RejectionReason.REPLAYED, "node2", restarted.signRequest(ONE, WHAT), WHAT);

        one.onAuthenticResponse(TWO, 150);

        assertThat(one.verifyRequest("node2", restarted.signRequest(ONE, WHAT), WHAT))
                .isEmpty();
        assertRejected(RejectionReason.REPLAYED, "node2", two.signRequest(ONE, WHAT), WHAT);
    }

    /**
     * An incarnation is the wall clock's time at the start, in ms since 1970: a clock that was never set may be
     * before it.
     */
    @ParameterizedTest
    @ValueSource(longs = {-100_000_000_000L, -1, 0, -999_999_999_999_999_999L})
    void incarnationsBefore1970AreAcceptedInIncreasingOrder(long incarnation) {
        MessageSigner early = signer("demo", "1", TWO, incarnation);
        String request = early.signRequest(ONE, WHAT);
        assertThat(one.verifyRequest("node2", request, WHAT)).isEmpty();
        assertRejected(RejectionReason.REPLAYED, "node2", request, WHAT);
        assertThat(one.verifyRequest("node2", early.signRequest(ONE, WHAT), WHAT))
                .isEmpty();

        MessageSigner next = signer("demo", "1", TWO, incarnation + 1);
        assertThat(one.verifyRequest("node2", next.signRequest(ONE, WHAT), WHAT))
                .isEmpty();
        assertRejected(RejectionReason.REPLAYED, "node2", early.signRequest(ONE, WHAT), WHAT);
    }

    @Test
    void aClockSetBackBefore1970IsAcceptedAfterAnAuthenticResponse() {
        assertThat(one.verifyRequest("node2", two.signRequest(ONE, WHAT), WHAT)).isEmpty();
        MessageSigner restarted = signer("demo", "1", TWO, -1);
        assertRejected(RejectionReason.REPLAYED, "node2", restarted.signRequest(ONE, WHAT), WHAT);

        one.onAuthenticResponse(TWO, -1);

        assertThat(one.verifyRequest("node2", restarted.signRequest(ONE, WHAT), WHAT))
                .isEmpty();
    }
}

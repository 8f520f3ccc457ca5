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
    private final MessageSigner one = seals("demo", "1", ONE, 100);
    private final MessageSigner two = seals("demo", "1", TWO, 200);

    private MessageSigner seals(String cluster, String digit, NodeId self, long incarnation) {
        ClusterKey key = ClusterKey.parse(digit.repeat(64));
        List<NodeId> peers =
                List.of(ONE, TWO).stream().filter(id -> !id.equals(self)).toList();
        return new MessageSigner(new ClusterIdentity(cluster, key), self, incarnation, peers, remarks::add);
    }

    @Test
    void theCodeIsThatOfTheStandard() {
        // RFC 4231, test case 6: a key longer than a block.
        Hmac hmac = new Hmac(ClusterKey.parse("aa".repeat(131)));

        assertThat(hmac.of("Test Using Larger Than Block-Size Key - Hash Key First"))
                .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }

    @Test
    void nodesOfOneClusterBelieveEachOther() {
        String question = two.question(ONE, WHAT);
        assertThat(one.check("node2", question, WHAT)).isEmpty();

        String answer = one.answer(question, 200, BODY, BODY.length);
        assertThat(two.isProven(ONE, question, 200, BODY, BODY.length, answer)).isTrue();
        assertThat(one.refused().values()).containsOnly(0L);
        assertThat(remarks).isEmpty();
    }

    @Test
    void eachWrongQuestionIsRefusedForItsReasonAndCounted() {
        String question = two.question(ONE, WHAT);
        assertThat(one.check("node2", question, WHAT)).isEmpty();

        assertRefused(RejectionReason.REPLAYED, "node2", question, WHAT);
        assertRefused(RejectionReason.UNSIGNED, "node2", null, WHAT);
        assertRefused(RejectionReason.UNSIGNED, null, two.question(ONE, WHAT), WHAT);
        assertRefused(RejectionReason.WRONG_KEY, "node2", two.question(ONE, WHAT), WHAT + " leaving");
        assertRefused(RejectionReason.WRONG_KEY, "node3", two.question(ONE, WHAT), WHAT);
        assertRefused(
                RejectionReason.WRONG_KEY, "node2", seals("demo", "2", TWO, 200).question(ONE, WHAT), WHAT);
        assertRefused(
                RejectionReason.FOREIGN, "node2", seals("other", "1", TWO, 200).question(ONE, WHAT), WHAT);
        assertRefused(RejectionReason.MISDIRECTED, "node2", two.question(THREE, WHAT), WHAT);
        assertRefused(
                RejectionReason.STRANGER,
                "node3",
                seals("demo", "1", THREE, 300).question(ONE, WHAT),
                WHAT);

        assertThat(one.refused())
                .hasToString("{unsigned=2, wrong_key=3, foreign=1, misdirected=1, stranger=1, replayed=1, answers=0}");
        assertThat(remarks).as("one for each kind, however many come").hasSize(6);
        assertThat(remarks.toString()).doesNotContain("1".repeat(64));
    }

    private void assertRefused(RejectionReason objection, @Nullable String from, @Nullable String seal, String what) {
        assertThat(one.check(from, seal, what)).contains(objection);
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
    void whatIsNoSealIsNone(String header) {
        assertRefused(RejectionReason.UNSIGNED, "node2", header, WHAT);
        assertRefused(RejectionReason.UNSIGNED, "node2", header + "0".repeat(300), WHAT);
    }

    @ParameterizedTest
    @CsvSource({"0, demo", "1, node1", "2, 201", "3, 2", "4, abc", "5, 00"})
    void aSealIsBrokenByAnyChangeOfIt(int word, String changed) {
        String[] words = two.question(ONE, WHAT).split(" ");
        words[word] = words[word].equals(changed) ? changed + "x" : changed;

        assertThat(one.check("node2", String.join(" ", words), WHAT)).isPresent();
        assertThat(one.check("node2", two.question(ONE, WHAT), WHAT))
                .as("the next")
                .isEmpty();
    }

    @Test
    void anAnswerFitsItsOwnQuestionCodeAndBodyOnly() {
        String question = two.question(ONE, WHAT);
        String answer = one.answer(question, 200, BODY, BODY.length);

        assertThat(two.isProven(ONE, two.question(ONE, WHAT), 200, BODY, BODY.length, answer))
                .as("replayed for the next question")
                .isFalse();
        assertThat(two.isProven(ONE, question, 503, BODY, BODY.length, answer)).isFalse();
        assertThat(two.isProven(ONE, question, 200, BODY, BODY.length - 1, answer))
                .isFalse();
        assertThat(two.isProven(ONE, question, 200, BODY, BODY.length, null)).isFalse();
        String foreign = seals("demo", "2", ONE, 100).answer(question, 200, BODY, BODY.length);
        assertThat(two.isProven(ONE, question, 200, BODY, BODY.length, foreign)).isFalse();
        assertThat(two.refused()).containsEntry("answers", 5L);
        assertThat(remarks).hasSize(1);
    }

    @Test
    void aRestartedNodeIsHeardAtOnceAndItsFormerLifeNoMore() {
        String early = two.question(ONE, WHAT);
        String former = two.question(ONE, WHAT);
        assertThat(one.check("node2", former, WHAT)).isEmpty();

        MessageSigner restarted = seals("demo", "1", TWO, 201);
        assertThat(one.check("node2", restarted.question(ONE, WHAT), WHAT)).isEmpty();
        assertRefused(RejectionReason.REPLAYED, "node2", early, WHAT);
        assertRefused(RejectionReason.REPLAYED, "node2", former, WHAT);
    }

    @Test
    void oneWhoseClockWasSetBackIsHeardOnceItHasAnswered() {
        assertThat(one.check("node2", two.question(ONE, WHAT), WHAT)).isEmpty();
        MessageSigner restarted = seals("demo", "1", TWO, 150);
        assertRefused(RejectionReason.REPLAYED, "node2", restarted.question(ONE, WHAT), WHAT);

        one.answeredAs(TWO, 150);

        assertThat(one.check("node2", restarted.question(ONE, WHAT), WHAT)).isEmpty();
        assertRefused(RejectionReason.REPLAYED, "node2", two.question(ONE, WHAT), WHAT);
    }

    /** An incarnation is the wall clock's time at the start, in ms since 1970: a clock that was never set may be before it. */
    @ParameterizedTest
    @ValueSource(longs = {-100_000_000_000L, -1, 0, -999_999_999_999_999_999L})
    void aNodeWhoseClockIsBefore1970IsHeardAndSoIsItsNextLife(long incarnation) {
        MessageSigner early = seals("demo", "1", TWO, incarnation);
        String question = early.question(ONE, WHAT);
        assertThat(one.check("node2", question, WHAT)).isEmpty();
        assertRefused(RejectionReason.REPLAYED, "node2", question, WHAT);
        assertThat(one.check("node2", early.question(ONE, WHAT), WHAT)).isEmpty();

        MessageSigner next = seals("demo", "1", TWO, incarnation + 1);
        assertThat(one.check("node2", next.question(ONE, WHAT), WHAT)).isEmpty();
        assertRefused(RejectionReason.REPLAYED, "node2", early.question(ONE, WHAT), WHAT);
    }

    @Test
    void aClockSetBackBefore1970IsHeardOnceItsNodeHasAnswered() {
        assertThat(one.check("node2", two.question(ONE, WHAT), WHAT)).isEmpty();
        MessageSigner restarted = seals("demo", "1", TWO, -1);
        assertRefused(RejectionReason.REPLAYED, "node2", restarted.question(ONE, WHAT), WHAT);

        one.answeredAs(TWO, -1);

        assertThat(one.check("node2", restarted.question(ONE, WHAT), WHAT)).isEmpty();
    }
}

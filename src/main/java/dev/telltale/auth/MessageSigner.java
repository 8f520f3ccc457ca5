package dev.telltale.auth;

import dev.telltale.model.NodeId;
import dev.telltale.text.SafeText;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One node's seals: what it puts on its questions and answers, and how it judges those of others. */
public final class MessageSigner {
    private static final int MAX_NAME_LENGTH = 64;

    private final String cluster;
    private final NodeId self;
    private final long incarnation;
    private final Hmac hmac;
    private final Map<String, ReplayWindow> seen = new HashMap<>();
    private final RejectionCounters refused = new RejectionCounters();
    private final Consumer<String> remarks;
    /** A nonce must be another each time; nobody is served by guessing it. */
    private final SplittableRandom nonces = new SplittableRandom();

    private long sequence;

    /** @param remarks is told, without the node's name, when something is refused for the first time */
    public MessageSigner(
            ClusterIdentity membership,
            NodeId self,
            long incarnation,
            Collection<NodeId> peers,
            Consumer<String> remarks) {
        this.cluster = membership.cluster();
        this.self = self;
        this.incarnation = incarnation;
        this.hmac = new Hmac(membership.key());
        this.remarks = remarks;
        peers.forEach(peer -> seen.put(peer.value(), new ReplayWindow()));
    }

    /** The seal on a question of this node. Two attempts are two questions, each with its own. */
    public String question(NodeId to, String what) {
        long number = ++sequence;
        String nonce = Long.toHexString(nonces.nextLong());
        String mac =
                hmac.of(RequestSignature.covered(cluster, self.value(), to.value(), incarnation, number, nonce, what));
        return new RequestSignature(cluster, to.value(), incarnation, number, nonce, mac).toString();
    }

    /** Why a question is not to be answered; empty if it is. */
    public Optional<RejectionReason> check(@Nullable String from, @Nullable String seal, String what) {
        RejectionReason objection = judge(from, seal, what);
        if (objection != null && refused.isFirst(objection)) {
            remarks.accept("refuses a question that names " + (from == null ? "nobody" : SafeText.of(from))
                    + " as its sender: " + objection.reason() + "; " + objection.hint());
        }
        return Optional.ofNullable(objection);
    }

    private @Nullable RejectionReason judge(@Nullable String from, @Nullable String seal, String what) {
        RequestSignature question = RequestSignature.read(seal).orElse(null);
        if (from == null || from.length() > MAX_NAME_LENGTH || question == null) {
            return RejectionReason.UNSIGNED;
        }
        if (!question.cluster().equals(cluster)) {
            return RejectionReason.FOREIGN;
        }
        if (!question.to().equals(self.value())) {
            return RejectionReason.MISDIRECTED;
        }
        if (!Hmac.isSame(hmac.of(question.covered(from, what)), question.mac())) {
            return RejectionReason.WRONG_KEY;
        }
        ReplayWindow before = seen.get(from);
        if (before == null) {
            return RejectionReason.STRANGER;
        }
        return before.take(question.incarnation(), question.sequence()) ? null : RejectionReason.REPLAYED;
    }

    /** The seal on an answer. It covers the question's seal, and with it who asked whom what: so it fits no other. */
    public String answer(String question, int code, byte[] body, int length) {
        return hmac.of("telltale 1 answer\n" + question + '\n' + code + '\n', body, length);
    }

    /** Whether this answer to a question of ours was given by somebody who has the key, to this very question. */
    public boolean isProven(NodeId peer, String question, int code, byte[] body, int length, @Nullable String seal) {
        boolean isProven = seal != null && Hmac.isSame(answer(question, code, body, length), seal);
        if (!isProven && refused.isFirstAnswer()) {
            remarks.accept("does not believe an answer given for " + peer + ": it is "
                    + (seal == null ? "not signed" : "signed with another cluster key")
                    + "; give all nodes of the cluster the same key file");
        }
        return isProven;
    }

    /** The peer gave a proven answer as this incarnation. */
    public void answeredAs(NodeId peer, long life) {
        ReplayWindow before = seen.get(peer.value());
        if (before != null) {
            before.answeredAs(life);
        }
    }

    /** How often what was refused, by its word. Any thread. */
    public Map<String, Long> refused() {
        return refused.byWord();
    }
}

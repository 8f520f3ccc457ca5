package dev.telltale.node.http;

import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.seal.Objection;
import dev.telltale.seal.Seals;
import io.undertow.client.ClientRequest;
import io.undertow.client.ClientResponse;
import io.undertow.util.HeaderMap;
import org.jspecify.annotations.Nullable;

/** A question to one peer with this node's seal on it, and what an answer to it is worth. */
final class SealedQuestion {
    private final @Nullable Seals seals;
    private final NodeId peer;
    private final String seal;

    private SealedQuestion(@Nullable Seals seals, NodeId peer, String seal) {
        this.seals = seals;
        this.peer = peer;
        this.seal = seal;
    }

    /** To be called last, when all that the seal covers is there. Without seals nothing is sealed and all is believed. */
    static SealedQuestion seal(ClientRequest request, NodeId peer, @Nullable Seals seals) {
        if (seals == null) {
            return new SealedQuestion(null, peer, "");
        }
        HeaderMap headers = request.getRequestHeaders();
        String seal = seals.question(peer, what(request.getPath(), headers));
        headers.put(Paths.SEAL, seal);
        return new SealedQuestion(seals, peer, seal);
    }

    /** What is asked: the target, and whether it is a goodbye. */
    static String what(String target, HeaderMap headers) {
        return headers.contains(Paths.LEAVING) ? target + " leaving" : target;
    }

    boolean isProvenBy(ClientResponse response, byte[] bytes, int length) {
        return seals == null
                || seals.isProven(
                        peer,
                        seal,
                        response.getResponseCode(),
                        bytes,
                        length,
                        response.getResponseHeaders().getFirst(Paths.SEAL));
    }

    /** What the answer is worth, now that we look at who gave it. What is not believed anyway needs no proof. */
    PeerAnswer weigh(PeerAnswer answer, ClientResponse response, byte[] bytes, int length) {
        Evidence evidence = answer.evidence();
        if (evidence == Evidence.OK || evidence == Evidence.LEFT) {
            if (!isProvenBy(response, bytes, length)) {
                return new PeerAnswer(
                        Evidence.WRONG_NODE, null, "answered as " + peer + ", but without the seal of our cluster key");
            }
            Long incarnation = answer.incarnation();
            if (seals != null && incarnation != null) {
                seals.answeredAs(peer, incarnation);
            }
            return answer;
        }
        String word = response.getResponseHeaders().getFirst(Paths.REFUSED);
        return word == null
                ? answer
                : Objection.ofWord(word)
                        .map(objection -> told(answer, objection))
                        .orElse(answer);
    }

    private static PeerAnswer told(PeerAnswer answer, Objection objection) {
        return new PeerAnswer(
                objection == Objection.MISDIRECTED ? Evidence.WRONG_NODE : answer.evidence(),
                null,
                answer.error() + ": " + objection.reason() + "; " + objection.hint());
    }
}

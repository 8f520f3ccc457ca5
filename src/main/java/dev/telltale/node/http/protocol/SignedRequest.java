package dev.telltale.node.http.protocol;

import dev.telltale.auth.MessageSigner;
import dev.telltale.auth.RejectionReason;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import io.undertow.client.ClientRequest;
import io.undertow.client.ClientResponse;
import io.undertow.util.HeaderMap;
import org.jspecify.annotations.Nullable;

/** A question to one peer with this node's seal on it, and what an answer to it is worth. */
public final class SignedRequest {
    private final @Nullable MessageSigner seals;
    private final NodeId peer;
    private final String seal;

    private SignedRequest(@Nullable MessageSigner seals, NodeId peer, String seal) {
        this.seals = seals;
        this.peer = peer;
        this.seal = seal;
    }

    /** To be called last, when all that the seal covers is there. Without seals nothing is sealed and all is believed. */
    public static SignedRequest seal(ClientRequest request, NodeId peer, @Nullable MessageSigner seals) {
        if (seals == null) {
            return new SignedRequest(null, peer, "");
        }
        HeaderMap headers = request.getRequestHeaders();
        String seal = seals.question(peer, what(request.getPath(), headers));
        headers.put(HttpApi.SEAL, seal);
        return new SignedRequest(seals, peer, seal);
    }

    /** What is asked: the target, and whether it is a goodbye. */
    public static String what(String target, HeaderMap headers) {
        return headers.contains(HttpApi.LEAVING) ? target + " leaving" : target;
    }

    public boolean isProvenBy(ClientResponse response, byte[] bytes, int length) {
        return seals == null
                || seals.isProven(
                        peer,
                        seal,
                        response.getResponseCode(),
                        bytes,
                        length,
                        response.getResponseHeaders().getFirst(HttpApi.SEAL));
    }

    /** What the answer is worth, now that we look at who gave it. What is not believed anyway needs no proof. */
    public HeartbeatResult weigh(HeartbeatResult answer, ClientResponse response, byte[] bytes, int length) {
        Evidence evidence = answer.evidence();
        if (evidence == Evidence.OK || evidence == Evidence.LEFT) {
            if (!isProvenBy(response, bytes, length)) {
                return new HeartbeatResult(
                        Evidence.WRONG_NODE, null, "answered as " + peer + ", but without the seal of our cluster key");
            }
            Long incarnation = answer.incarnation();
            if (seals != null && incarnation != null) {
                seals.answeredAs(peer, incarnation);
            }
            return answer;
        }
        String word = response.getResponseHeaders().getFirst(HttpApi.REFUSED);
        return word == null
                ? answer
                : RejectionReason.ofWord(word)
                        .map(objection -> told(answer, objection))
                        .orElse(answer);
    }

    private static HeartbeatResult told(HeartbeatResult answer, RejectionReason objection) {
        return new HeartbeatResult(
                objection == RejectionReason.MISDIRECTED ? Evidence.WRONG_NODE : answer.evidence(),
                null,
                answer.error() + ": " + objection.reason() + "; " + objection.hint());
    }
}

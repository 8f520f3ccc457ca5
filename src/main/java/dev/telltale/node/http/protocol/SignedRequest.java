package dev.telltale.node.http.protocol;

import dev.telltale.auth.MessageSigner;
import dev.telltale.auth.RejectionReason;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import io.undertow.client.ClientRequest;
import io.undertow.client.ClientResponse;
import io.undertow.util.HeaderMap;
import org.jspecify.annotations.Nullable;

/** A request to one peer, signed with the cluster key if there is one, and the verification of its response. */
public final class SignedRequest {
    private final @Nullable MessageSigner signer;
    private final NodeId peer;
    private final String signature;

    private SignedRequest(@Nullable MessageSigner signer, NodeId peer, String signature) {
        this.signer = signer;
        this.peer = peer;
        this.signature = signature;
    }

    /** Adds the signature to a complete request. Without a signer nothing is signed and every response is accepted. */
    public static SignedRequest sign(ClientRequest request, NodeId peer, @Nullable MessageSigner signer) {
        if (signer == null) {
            return new SignedRequest(null, peer, "");
        }
        HeaderMap headers = request.getRequestHeaders();
        String signature = signer.signRequest(peer, signedText(request.getPath(), headers));
        headers.put(HttpApi.SIGNATURE, signature);
        return new SignedRequest(signer, peer, signature);
    }

    /** The signed text of a request: its target, and whether it announces a leave. */
    public static String signedText(String target, HeaderMap headers) {
        return headers.contains(HttpApi.LEAVING) ? target + " leaving" : target;
    }

    /** Whether the response carries a valid signature of the peer for this request. */
    public boolean isAuthentic(ClientResponse response, byte[] bytes, int length) {
        return signer == null
                || signer.isAuthentic(
                        peer,
                        signature,
                        response.getResponseCode(),
                        bytes,
                        length,
                        response.getResponseHeaders().getFirst(HttpApi.SIGNATURE));
    }

    /**
     * The result after verification: a heartbeat or leave without a valid signature becomes {@code wrong_node}; a
     * rejection gets its reason. Other results need no signature.
     */
    public HeartbeatResult verify(HeartbeatResult result, ClientResponse response, byte[] bytes, int length) {
        Evidence evidence = result.evidence();
        if (evidence == Evidence.OK || evidence == Evidence.LEFT) {
            if (!isAuthentic(response, bytes, length)) {
                return new HeartbeatResult(
                        Evidence.WRONG_NODE,
                        null,
                        "answered as " + peer + ", but without a signature of our cluster key");
            }
            Long incarnation = result.incarnation();
            if (signer != null && incarnation != null) {
                signer.onAuthenticResponse(peer, incarnation);
            }
            return result;
        }
        String word = response.getResponseHeaders().getFirst(HttpApi.REJECTED);
        return word == null
                ? result
                : RejectionReason.parse(word)
                        .map(reason -> withReason(result, reason))
                        .orElse(result);
    }

    private static HeartbeatResult withReason(HeartbeatResult result, RejectionReason rejection) {
        return new HeartbeatResult(
                rejection == RejectionReason.MISDIRECTED ? Evidence.WRONG_NODE : result.evidence(),
                null,
                result.error() + ": " + rejection.reason() + "; " + rejection.hint());
    }
}

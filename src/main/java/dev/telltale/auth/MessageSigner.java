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

/**
 * Signs the requests and responses of one node, and verifies those of its peers. I/O thread only, except
 * {@link #rejections}.
 */
public final class MessageSigner {
    private static final int MAX_NAME_LENGTH = 64;

    private final String cluster;
    private final NodeId self;
    private final long incarnation;
    private final Hmac hmac;
    private final Map<String, ReplayWindow> windows = new HashMap<>();
    private final RejectionCounters rejections = new RejectionCounters();
    private final Consumer<String> remarks;
    /** Nonces must be unique but may be predictable. */
    private final SplittableRandom nonces = new SplittableRandom();

    private long sequence;

    /** @param remarks called at the first rejection of each kind, with a text that follows the node's name */
    public MessageSigner(
            ClusterIdentity identity,
            NodeId self,
            long incarnation,
            Collection<NodeId> peers,
            Consumer<String> remarks) {
        this.cluster = identity.cluster();
        this.self = self;
        this.incarnation = incarnation;
        this.hmac = new Hmac(identity.key());
        this.remarks = remarks;
        peers.forEach(peer -> windows.put(peer.value(), new ReplayWindow()));
    }

    /**
     * Signs a request of this node. Each call gives another signature, so a retry needs a new one.
     *
     * @param what path, query and signed headers of the request
     * @return the value of the signature header
     */
    public String signRequest(NodeId to, String what) {
        long number = ++sequence;
        String nonce = Long.toHexString(nonces.nextLong());
        String mac =
                hmac.of(RequestSignature.covered(cluster, self.value(), to.value(), incarnation, number, nonce, what));
        return new RequestSignature(cluster, to.value(), incarnation, number, nonce, mac).toString();
    }

    /**
     * Verifies a received request and records its sequence number against replays.
     *
     * @param from the sender that the request names
     * @param signature the value of its signature header
     * @return why the request must be rejected; empty if it is authentic
     */
    public Optional<RejectionReason> verifyRequest(@Nullable String from, @Nullable String signature, String what) {
        return remarked(from, verify(from, signature, what, true));
    }

    /**
     * Verifies a request that changes nothing: of any program that has the key, and as often as it is received.
     *
     * @param from the sender that the request names, which need not be a peer
     * @return why the request must be rejected; empty if it was signed with the cluster key
     */
    public Optional<RejectionReason> verifyReader(@Nullable String from, @Nullable String signature, String what) {
        return remarked(from, verify(from, signature, what, false));
    }

    private Optional<RejectionReason> remarked(@Nullable String from, @Nullable RejectionReason rejection) {
        if (rejection != null && rejections.isFirst(rejection)) {
            remarks.accept("rejects a request that names " + (from == null ? "no node" : SafeText.of(from))
                    + " as its sender: " + rejection.reason() + "; " + rejection.hint());
        }
        return Optional.ofNullable(rejection);
    }

    private @Nullable RejectionReason verify(
            @Nullable String from, @Nullable String signature, String what, boolean isPeersOnly) {
        RequestSignature request = RequestSignature.read(signature).orElse(null);
        if (from == null || from.length() > MAX_NAME_LENGTH || request == null) {
            return RejectionReason.UNSIGNED;
        }
        if (!request.cluster().equals(cluster)) {
            return RejectionReason.FOREIGN;
        }
        if (!request.to().equals(self.value())) {
            return RejectionReason.MISDIRECTED;
        }
        if (!Hmac.isSame(hmac.of(request.covered(from, what)), request.mac())) {
            return RejectionReason.WRONG_KEY;
        }
        if (!isPeersOnly) {
            return null;
        }
        ReplayWindow window = windows.get(from);
        if (window == null) {
            return RejectionReason.UNKNOWN_SENDER;
        }
        return window.accept(request.incarnation(), request.sequence()) ? null : RejectionReason.REPLAYED;
    }

    /**
     * Signs a response of this node. The signature covers that of the request, so it is valid for no other request.
     *
     * @param request the value of the request's signature header
     * @param code the HTTP status code
     */
    public String signResponse(String request, int code, byte[] body, int length) {
        return hmac.of("telltale 1 response\n" + request + '\n' + code + '\n', body, length);
    }

    /**
     * Verifies the response to a request of this node; counts it as rejected if it is not authentic.
     *
     * @param request the signature that was sent with the request
     * @param signature the value of the response's signature header
     */
    public boolean isAuthentic(
            NodeId peer, String request, int code, byte[] body, int length, @Nullable String signature) {
        boolean isAuthentic = signature != null && Hmac.isSame(signResponse(request, code, body, length), signature);
        if (!isAuthentic && rejections.isFirstResponse()) {
            remarks.accept("rejects a response in the name of " + peer + ": it is "
                    + (signature == null ? "not signed" : "signed with another cluster key")
                    + "; give all nodes of the cluster the same key file");
        }
        return isAuthentic;
    }

    /** Records the incarnation in an authentic response of the peer; from then on its requests are accepted too. */
    public void onAuthenticResponse(NodeId peer, long peerIncarnation) {
        ReplayWindow window = windows.get(peer.value());
        if (window != null) {
            window.onAuthenticResponse(peerIncarnation);
        }
    }

    /** Number of rejected requests by reason, and of rejected responses. Any thread. */
    public Map<String, Long> rejections() {
        return rejections.byId();
    }
}

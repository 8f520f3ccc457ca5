package dev.telltale.auth;

import java.util.Locale;
import java.util.Optional;

/** Why a request is rejected. */
public enum RejectionReason {
    UNSIGNED(
            "nodes of this cluster sign their requests, and this request is not signed",
            "give the requesting node the cluster's key file; GET /status needs none"),
    WRONG_KEY(
            "the request is signed with another cluster key, or was changed on its way",
            "give all nodes of the cluster the same key file"),
    FOREIGN("the request comes from another cluster", "compare the cluster's name in both configs"),
    MISDIRECTED("the request is addressed to another node", "compare the addresses in both configs"),
    UNKNOWN_SENDER("the sender is not a peer of this node", "add it to this node's config"),
    REPLAYED("the request was sent before", "if the clock was set back, the next heartbeat corrects it");

    private final String reason;
    private final String hint;

    RejectionReason(String reason, String hint) {
        this.reason = reason;
        this.hint = hint;
    }

    /** The name in JSON. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String reason() {
        return reason;
    }

    /** What the user can do about it. */
    public String hint() {
        return hint;
    }

    /** Whether the right key could help (status 401); otherwise the request itself is not allowed (403). */
    public boolean isAuthenticationFailure() {
        return this == UNSIGNED || this == WRONG_KEY;
    }

    public static Optional<RejectionReason> parse(String word) {
        for (RejectionReason reason : values()) {
            if (reason.id().equals(word)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}

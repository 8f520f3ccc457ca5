package dev.telltale.auth;

import java.util.Locale;
import java.util.Optional;

/** Why a question is not answered. */
public enum RejectionReason {
    UNSIGNED(
            "nodes of this cluster sign what they ask, and this question is not signed",
            "give the node that asks the cluster's key file; GET /status needs none"),
    WRONG_KEY(
            "the question is signed with another cluster key, or was changed on its way",
            "give all nodes of the cluster the same key file"),
    FOREIGN("the question comes from another cluster", "compare the cluster's name in both configs"),
    MISDIRECTED("the question is meant for another node", "compare the addresses in both configs"),
    STRANGER("who asks is not among the peers of this node", "add it to this node's config"),
    REPLAYED("the question was asked before", "if the clock was set back, the next heartbeat mends it");

    private final String reason;
    private final String hint;

    RejectionReason(String reason, String hint) {
        this.reason = reason;
        this.hint = hint;
    }

    /** The word on the wire and in the counts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String reason() {
        return reason;
    }

    /** What can be done. */
    public String hint() {
        return hint;
    }

    /** Whether another key could help; else the question itself must not be asked. */
    public boolean isOfTheKey() {
        return this == UNSIGNED || this == WRONG_KEY;
    }

    public static Optional<RejectionReason> ofWord(String word) {
        for (RejectionReason objection : values()) {
            if (objection.word().equals(word)) {
                return Optional.of(objection);
            }
        }
        return Optional.empty();
    }
}

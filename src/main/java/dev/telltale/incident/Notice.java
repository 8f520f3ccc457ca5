package dev.telltale.incident;

import dev.telltale.fault.Link;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When one observer noticed an incident, by one of its links.
 *
 * @param suspected the first change to suspect or down
 * @param down the first change to down; null if it stayed suspect
 * @param evidence of the first down, else of the first suspicion; null if only silence caused it
 */
public record Notice(
        Link link,
        Instant suspected,
        @Nullable Instant down,
        @Nullable Evidence evidence) {

    public NodeId observer() {
        return link.observer();
    }

    /** When it reported down; when it suspected if it never did. */
    public Instant firstReport() {
        return down == null ? suspected : down;
    }

    /** The notice after the link was reported so; the first times are kept. */
    Notice updatedBy(LinkStatus status) {
        boolean isFirstDown = down == null && status.status() == Status.DOWN;
        return isFirstDown ? new Notice(link, suspected, status.since(), status.evidence()) : this;
    }

    static Notice of(LinkStatus status) {
        return new Notice(status.link(), status.since(), null, status.evidence()).updatedBy(status);
    }
}

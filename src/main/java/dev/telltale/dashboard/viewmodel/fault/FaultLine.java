package dev.telltale.dashboard.viewmodel.fault;

import dev.telltale.fault.FaultId;
import dev.telltale.model.NodeId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is broken now, as a line of the list.
 *
 * @param fault what to heal; null for a paused process
 * @param paused whom to resume; null for a fault of the bench
 * @param words "cut node1 to node3"
 * @param age "12 s"
 * @param detail who made it and how long it outlives him
 * @param tooltip when exactly it was made
 */
public record FaultLine(
        @Nullable FaultId fault, @Nullable NodeId paused, String words, String age, String detail, String tooltip) {
    /** The same thing, whatever its age. */
    public boolean isSameAs(FaultLine other) {
        return Objects.equals(fault, other.fault) && Objects.equals(paused, other.paused);
    }

    /** A name for the line's button, unique in the list. */
    public String id() {
        return fault != null ? fault.value() : "pause-" + paused;
    }
}

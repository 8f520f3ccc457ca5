package dev.telltale.dashboard.viewmodel.fault;

import dev.telltale.fault.FaultId;
import dev.telltale.model.NodeId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An active fault or a paused process, as a line of the list of faults.
 *
 * @param fault the fault to clear; null for a paused process
 * @param paused the node to resume; null for a fault
 * @param words "cut node1 to node3"
 * @param age "12 s"
 * @param detail the author of the fault and its lease
 * @param tooltip since when, with date and zone
 */
public record FaultLine(
        @Nullable FaultId fault, @Nullable NodeId paused, String words, String age, String detail, String tooltip) {
    /** Whether the other line shows the same fault or pause; the age is ignored. */
    public boolean isSameAs(FaultLine other) {
        return Objects.equals(fault, other.fault) && Objects.equals(paused, other.paused);
    }

    /** The whole line, for the clipboard. */
    public String text() {
        return String.join(" · ", words, tooltip, age, detail);
    }

    /** The id of the line's button, unique in the list. */
    public String id() {
        return fault != null ? fault.value() : "pause-" + paused;
    }
}

package dev.telltale.tune;

import java.time.Duration;
import java.util.List;

/**
 * The mistakes of one setting over a recording, all links together.
 *
 * @param linkHours the sum over all links of the recorded time in which a mistake was possible, more than zero
 * @param slot the length of one slot, more than zero; one to ten minutes suit
 * @param perSlot mistakes that began in each slot of the recorded time, in order; at least one slot. A gap is left out
 */
public record MistakeRecord(double linkHours, Duration slot, List<Integer> perSlot) {
    public MistakeRecord {
        perSlot = List.copyOf(perSlot);
        if (!(linkHours > 0) || Double.isInfinite(linkHours)) {
            throw new IllegalArgumentException(
                    "mistakes are counted over a time of more than zero, found " + linkHours);
        }
        if (slot.isNegative() || slot.isZero() || perSlot.isEmpty()) {
            throw new IllegalArgumentException("mistakes need at least one slot of time, found " + perSlot.size()
                    + " of " + slot.toMillis() + " ms");
        }
        if (perSlot.stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("a slot has no negative number of mistakes, found " + perSlot);
        }
    }

    /** The number of mistakes. */
    public int count() {
        return perSlot.stream().mapToInt(Integer::intValue).sum();
    }

    /** Mistakes per link and hour, as observed. */
    public double perHour() {
        return count() / linkHours;
    }
}

package dev.telltale.whatif;

import dev.telltale.model.DetectorKind;
import dev.telltale.replay.ReplaySettings;
import java.util.List;

/**
 * A setting to replay the recording with.
 *
 * @param kinds the detectors that it concerns, at least one
 */
public record Trial(ReplaySettings settings, List<DetectorKind> kinds) {
    public Trial {
        kinds = List.copyOf(kinds);
    }
}

package dev.telltale.qos;

import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectorKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When all who could hold one outage's node down.
 *
 * @param observers that were well from the failure to the end of the outage or the window, at least 1
 * @param time the largest T_D among them; null if one of them did not hold the node down at that end
 */
public record Agreement(
        Outage outage,
        DetectorKind detector,
        int observers,
        @Nullable Duration time) {}

package dev.telltale.qos;

import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectorKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When all observers had detected one outage.
 *
 * @param observers number of observers that ran from the start of the outage to its end or the window's, at least 1
 * @param time the largest T_D among them; null if one of them had not detected it at that end
 */
public record Agreement(
        Outage outage,
        DetectorKind detector,
        int observers,
        @Nullable Duration time) {}

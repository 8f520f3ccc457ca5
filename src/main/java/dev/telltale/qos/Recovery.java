package dev.telltale.qos;

import dev.telltale.groundtruth.Outage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A subject that came back to an observer that held it down.
 *
 * @param recoveryTime from the outage's end to the change away from down; null if that was not seen, because the window
 *     ended, the observer failed or the subject failed again first
 */
public record Recovery(
        DetectorKey lane, Outage outage, @Nullable Duration recoveryTime) {}

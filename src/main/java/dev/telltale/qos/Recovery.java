package dev.telltale.qos;

import dev.telltale.groundtruth.Outage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The end of an outage while the observer's status of the subject was down.
 *
 * @param recoveryTime from the outage's end to the change away from down; null if the window ended, the observer
 *     failed or the subject failed again first
 */
public record Recovery(
        DetectorKey lane, Outage outage, @Nullable Duration recoveryTime) {}

package dev.telltale.fault;

import java.time.Duration;

/**
 * Receives the settings of a fault, for a file or for the wire.
 *
 * @param <E> what writing may throw
 */
public interface FaultSettings<E extends Exception> {
    /** At least this late, and at most by the jitter more. */
    void delay(Duration delay, Duration jitter) throws E;

    /** The share of requests that is lost, 0 to 1. */
    void share(double share) throws E;

    /** Whether a failing node responds with a body that is no JSON, instead of with status 500. */
    void garbage(boolean isGarbage) throws E;

    /** The endpoint that fails. */
    void broken(Endpoint endpoint) throws E;

    /** By how much the wall clock is ahead; negative for behind. */
    void ahead(Duration ahead) throws E;
}

package dev.telltale.scenario.run;

import dev.telltale.scenario.Action;
import dev.telltale.scenario.run.RunResult.Fact;
import java.time.Duration;
import java.util.List;

/**
 * A cluster on which a scenario runs, with its clock and its recording. Confined to the thread that runs the scenario.
 */
public interface Testbed extends AutoCloseable {

    /** Properties of the testbed, for a report. */
    List<Fact> facts();

    /**
     * Starts all nodes and waits until every node reports every other node up: the beginning of scenario time.
     *
     * @throws TestbedException if that does not happen within 60 s
     */
    void open() throws TestbedException, InterruptedException;

    /** Returns when this time has passed since the beginning of the scenario. */
    void runUntil(Duration time) throws TestbedException, InterruptedException;

    /** Executes a step now, without waiting for its completion. Steps are counted from 1. */
    void begin(int number, Action action);

    /** Undoes a step as soon as it has completed. */
    void end(int number);

    /** A copy of everything recorded so far. */
    Recording recording();

    /** Releases the resources of the testbed; does not stop the cluster. */
    @Override
    default void close() {}
}

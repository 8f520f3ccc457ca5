package dev.telltale.scenario.run;

import dev.telltale.scenario.Action;
import dev.telltale.scenario.run.RunResult.Fact;
import java.time.Duration;
import java.util.List;

/** Where a scenario is played: a cluster, its time, and what is recorded of it. Confined to the thread that plays. */
public interface Testbed extends AutoCloseable {

    /** How it is played, for a report. */
    List<Fact> facts();

    /** Starts all nodes; returns when each sees each other up, which is the beginning of the scenario. */
    void open() throws TestbedException, InterruptedException;

    /** Returns when so much time has passed since the beginning. */
    void passUntil(Duration time) throws TestbedException, InterruptedException;

    /** Does a step now; does not wait for the end of it. Steps are counted from 1 on. */
    void begin(int number, Action act);

    /** Undoes a step now, when it is done. */
    void end(int number, Action act);

    /** What has been done and seen so far. */
    Recording recording();

    /** Gives back what it took for itself; the cluster is its owner's. */
    @Override
    default void close() {
        // Most take nothing.
    }
}

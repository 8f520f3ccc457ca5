package dev.telltale.scenario.run;

/** An operation on the cluster failed or timed out; the message is one sentence for people. */
public final class TestbedException extends Exception {
    private static final long serialVersionUID = 1L;

    TestbedException(String message) {
        super(message);
    }
}

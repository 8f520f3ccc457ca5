package dev.telltale.scenario.run;

/** The cluster did not do what it was told to; the message is one sentence for people. */
public final class TestbedException extends Exception {
    private static final long serialVersionUID = 1L;

    TestbedException(String message) {
        super(message);
    }
}

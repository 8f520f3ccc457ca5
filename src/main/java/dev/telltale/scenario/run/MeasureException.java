package dev.telltale.scenario.run;

/** An operation on the measured cluster failed or timed out; the message is one sentence for people. */
public final class MeasureException extends Exception {
    private static final long serialVersionUID = 1L;

    MeasureException(String message) {
        super(message);
    }
}

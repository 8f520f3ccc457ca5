package dev.telltale.scenario.run;

/** The measured cluster did not do what it was told to; the message is one sentence for people. */
public final class MeasureException extends Exception {
    private static final long serialVersionUID = 1L;

    MeasureException(String message) {
        super(message);
    }
}

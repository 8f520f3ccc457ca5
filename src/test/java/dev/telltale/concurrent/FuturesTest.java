package dev.telltale.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class FuturesTest {
    private final IOException failure = new IOException("node1 refused", new IllegalStateException("inner"));

    @Test
    void causeIsWhatFuturesWrap() {
        assertThat(Futures.cause(failure)).isSameAs(failure);
        assertThat(Futures.cause(new CompletionException(failure))).isSameAs(failure);
        assertThat(Futures.cause(new ExecutionException(new CompletionException(failure))))
                .isSameAs(failure);
    }

    @Test
    void aWrapperWithoutCauseIsItsOwnCause() {
        var empty = new CompletionException("nothing inside", null);
        assertThat(Futures.cause(empty)).isSameAs(empty);
        assertThat(Futures.message(empty)).isEqualTo("nothing inside");
    }

    @Test
    void messageIsThatOfTheCause() {
        assertThat(Futures.message(new CompletionException(failure))).isEqualTo("node1 refused");
        assertThat(Futures.message(new CompletionException(failure), "It failed."))
                .isEqualTo("node1 refused");
    }

    @Test
    void aCauseWithoutMessageIsShownByItsClassOrByTheOtherText() {
        var silent = new CompletionException(new IllegalStateException());
        assertThat(Futures.message(silent)).isEqualTo("java.lang.IllegalStateException");
        assertThat(Futures.message(silent, "It failed.")).isEqualTo("It failed.");
    }
}

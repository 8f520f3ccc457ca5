package dev.telltale.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class HelpedThreadTest {
    @Test
    void resultsAreInTheOrderOfTheTasks() {
        try (var helped = new HelpedThread("test-helper")) {
            List<Supplier<Integer>> tasks = new ArrayList<>();
            List<Integer> expected = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                int number = i;
                tasks.add(() -> number);
                expected.add(number);
            }
            assertThat(helped.all(tasks)).isEqualTo(expected);
            assertThat(helped.all(List.<Supplier<Integer>>of())).isEmpty();
        }
    }

    /** Each of the two tasks waits for the other: one thread alone would never end. */
    @Test
    void twoTasksRunAtTheSameTime() {
        var both = new CyclicBarrier(2);
        Supplier<String> task = () -> {
            try {
                both.await(10, TimeUnit.SECONDS);
                return Thread.currentThread().getName();
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        };
        try (var helped = new HelpedThread("test-helper")) {
            assertThat(helped.all(List.of(task, task)))
                    .containsExactlyInAnyOrder(Thread.currentThread().getName(), "test-helper");
        }
    }

    @Test
    void aFailureIsThatOfTheTask() {
        try (var helped = new HelpedThread("test-helper")) {
            assertThatThrownBy(() -> helped.all(List.<Supplier<String>>of(() -> "well", () -> {
                        throw new IllegalStateException("failed");
                    })))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("failed");
        }
    }

    @Test
    void afterTheEndTheCallingThreadWorksAlone() {
        var helped = new HelpedThread("test-helper");
        helped.close();
        assertThat(helped.all(List.<Supplier<String>>of(() -> "1", () -> "2"))).containsExactly("1", "2");
    }
}

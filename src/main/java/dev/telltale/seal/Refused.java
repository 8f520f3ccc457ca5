package dev.telltale.seal;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** How often what was refused or not believed. Any thread. */
final class Refused {
    /** Answers that do not prove who gave them. */
    private static final String ANSWERS = "answers";

    private final Map<Refusal, AtomicLong> questions = new EnumMap<>(Refusal.class);
    private final AtomicLong answers = new AtomicLong();

    Refused() {
        for (Refusal refusal : Refusal.values()) {
            questions.put(refusal, new AtomicLong());
        }
    }

    /** Counts it; whether it is the first of its kind. */
    boolean isFirst(Refusal refusal) {
        return Objects.requireNonNull(questions.get(refusal)).getAndIncrement() == 0;
    }

    boolean isFirstAnswer() {
        return answers.getAndIncrement() == 0;
    }

    Map<String, Long> byWord() {
        Map<String, Long> words = new LinkedHashMap<>();
        questions.forEach((refusal, count) -> words.put(refusal.word(), count.get()));
        words.put(ANSWERS, answers.get());
        return words;
    }
}

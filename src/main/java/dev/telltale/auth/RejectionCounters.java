package dev.telltale.auth;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** How often what was refused or not believed. Any thread. */
final class RejectionCounters {
    /** Answers that do not prove who gave them. */
    private static final String ANSWERS = "answers";

    private final Map<RejectionReason, AtomicLong> questions = new EnumMap<>(RejectionReason.class);
    private final AtomicLong answers = new AtomicLong();

    RejectionCounters() {
        for (RejectionReason objection : RejectionReason.values()) {
            questions.put(objection, new AtomicLong());
        }
    }

    /** Counts it; whether it is the first of its kind. */
    boolean isFirst(RejectionReason objection) {
        return Objects.requireNonNull(questions.get(objection)).getAndIncrement() == 0;
    }

    boolean isFirstAnswer() {
        return answers.getAndIncrement() == 0;
    }

    Map<String, Long> byWord() {
        Map<String, Long> words = new LinkedHashMap<>();
        questions.forEach((objection, count) -> words.put(objection.word(), count.get()));
        words.put(ANSWERS, answers.get());
        return words;
    }
}

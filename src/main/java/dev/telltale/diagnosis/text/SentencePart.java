package dev.telltale.diagnosis.text;

import dev.telltale.diagnosis.analysis.MatrixIndex;
import java.time.Duration;

/**
 * The part of a sentence about one pattern.
 *
 * @param head the part that can stand alone
 * @param detail follows a colon; may be empty
 * @param age how long the pattern has existed; {@link MatrixIndex#LONG_AGO} if no age is shown
 */
record SentencePart(String head, String detail, Duration age) {
    static SentencePart of(String head, String detail) {
        return new SentencePart(head, detail, MatrixIndex.LONG_AGO);
    }

    SentencePart withAge(Duration newAge) {
        return new SentencePart(head, detail, newAge);
    }

    String text() {
        return detail.isEmpty() ? head : head + ": " + detail;
    }

    String textWithAge() {
        return age.compareTo(MatrixIndex.LONG_AGO) < 0 ? text() + ", for " + NodeNames.age(age) : text();
    }
}

package dev.telltale.diagnosis.text;

import dev.telltale.diagnosis.analysis.MatrixIndex;
import java.time.Duration;

/**
 * What is told of one pattern.
 *
 * @param head can stand alone
 * @param detail what follows the colon; may be empty
 * @param age how long it is so; {@link MatrixIndex#LONG_AGO} if that is not told
 */
record SentencePart(String head, String detail, Duration age) {
    static SentencePart of(String head, String detail) {
        return new SentencePart(head, detail, MatrixIndex.LONG_AGO);
    }

    SentencePart since(Duration ago) {
        return new SentencePart(head, detail, ago);
    }

    String text() {
        return detail.isEmpty() ? head : head + ": " + detail;
    }

    String textWithAge() {
        return age.compareTo(MatrixIndex.LONG_AGO) < 0 ? text() + ", for " + NodeNames.age(age) : text();
    }
}

package dev.telltale.diagnosis.text;

import dev.telltale.diagnosis.analysis.MatrixIndex;
import dev.telltale.text.DurationFormat;
import java.time.Duration;

/**
 * A sentence, or the part of it about one pattern.
 *
 * @param head the part that can stand alone
 * @param detail follows a colon; may be empty
 * @param age how long the pattern has existed; {@link MatrixIndex#LONG_AGO} if no age is shown
 */
public record SentencePart(String head, String detail, Duration age) {
    static SentencePart of(String head, String detail) {
        return new SentencePart(head, detail, MatrixIndex.LONG_AGO);
    }

    SentencePart withAge(Duration newAge) {
        return new SentencePart(head, detail, newAge);
    }

    /** The part without its age. */
    public String text() {
        return detail.isEmpty() ? head : head + ": " + detail;
    }

    /** ", for 7 s"; empty if no age is shown. */
    public String ageText() {
        return age.compareTo(MatrixIndex.LONG_AGO) < 0 ? ", for " + DurationFormat.wholeSeconds(age) : "";
    }
}

package dev.telltale.diagnosis;

import java.time.Duration;

/**
 * What is told of one pattern.
 *
 * @param head can stand alone
 * @param detail what follows the colon; may be empty
 * @param age how long it is so; {@link Sights#LONG_AGO} if that is not told
 */
record Clause(String head, String detail, Duration age) {
    static Clause of(String head, String detail) {
        return new Clause(head, detail, Sights.LONG_AGO);
    }

    Clause since(Duration ago) {
        return new Clause(head, detail, ago);
    }

    String text() {
        return detail.isEmpty() ? head : head + ": " + detail;
    }

    String textWithAge() {
        return age.compareTo(Sights.LONG_AGO) < 0 ? text() + ", for " + Names.age(age) : text();
    }
}

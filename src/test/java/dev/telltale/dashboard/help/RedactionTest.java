package dev.telltale.dashboard.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
    private static final Redaction ALL = new Redaction(
            List.of("exact secret\n"), List.of("db1.example.org", "db1"), List.of("maria"), "/home/maria");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            opened /home/maria/a.json          | opened ~/a.json
            maria@db1: ready                   | (user)@(host): ready
            GET http://DB1.example.org:8001/   | GET http://(host):8001/
            db10 and mariana                   | db10 and mariana
            the exact secret here              | the (removed) here
            "token": "abc", "key_file": "k"    | "token": "(removed)", "key_file": "k"
            Authorization: Bearer abc          | Authorization: Bearer (removed)
            0123456789abcdef0123456789abcdef   | (removed)
            qL3/n4+4u0mPDRvYt2aWJ6sJ0S0Qk3zjW0b9tH1xY2E= | (removed)
            at dev.telltale.dashboard.viewmodel.timeline.TimelineViewModel.tick(TimelineViewModel.java:83) | at dev.telltale.dashboard.viewmodel.timeline.TimelineViewModel.tick(TimelineViewModel.java:83)
            """)
    void removesSecretsAndNames(String text, String cleaned) {
        assertThat(ALL.clean(text)).isEqualTo(cleaned);
        assertThat(ALL.isClean(text)).isEqualTo(text.equals(cleaned));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            maria@db1 /home/maria           | maria@db1 /home/maria
            key=0123 exact secret           | key=(removed) (removed)
            """)
    void keepsTheNamesIfTheyAreWanted(String text, String cleaned) {
        assertThat(Redaction.ofSecrets(List.of("exact secret")).clean(text)).isEqualTo(cleaned);
    }
}

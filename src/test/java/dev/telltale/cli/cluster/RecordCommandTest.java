package dev.telltale.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.cli.InProcess;
import dev.telltale.testkit.TelltaleProgram;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code telltale record} refuses before it begins. */
class RecordCommandTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --for 500ms      | --for is 1s to 10000d, found 500ms.
            --keep 30m       | --keep and --max-size: a recording is kept for 1h to 10000d, found 1800s.
            --max-size 1TB   | --max-size: a size is a number and a unit, for example 64MB or 1GB, found "1TB".
            --max-size 10kB  | --keep and --max-size: the size of a recording is limited to 1MB to 1000GB, found 10000 bytes.
            """)
    void anOptionOutOfRangeIsRefusedInOneSentence(String options, String sentence) {
        String[] words = ("record " + options).split(" ");
        TelltaleProgram.Result result = InProcess.call(words);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err().strip()).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource({"--out", "--for", "--keep", "--max-size", "--config", "--nodes"})
    void theHelpNamesEveryOption(String option) {
        assertThat(InProcess.call("record", "--help").out()).contains(option);
    }
}

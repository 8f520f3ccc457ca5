package dev.telltale.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            1/month,   1/month,  one a month,     0.001388888888888889
            2/day,     2/day,    2 a day,         0.08333333333333333
            0.5/hour,  0.5/hour, 0.5 an hour,     0.5
            1/Week,    1/week,   one a week,      0.005952380952380952
            0/week,    0/week,   none in a week,  0.005952380952380952
            10/year,   10/year,  10 a year,       0.001141552511415525
            """)
    void aRateIsReadAndSaid(String text, String shown, String words, double limitPerHour) {
        Rate rate = Rate.parse(text);

        assertThat(rate.text()).isEqualTo(shown);
        assertThat(rate.words()).isEqualTo(words);
        assertThat(rate.limitPerHour()).isEqualTo(limitPerHour);
        assertThat(Rate.parse(rate.text())).isEqualTo(rate);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "1/", "/day", "-1/day", "1/fortnight", "1 / day", "1e9/day", "9999999/day", "1/day\n"})
    void whatIsNoRateIsNamed(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rate.parse(text))
                .withMessageStartingWith("a rate is a number, a slash and one of hour, day, week, month, year,"
                        + " for example 1/month or 2/day, found \"");
    }

    @Test
    void zeroAsksForNoMistakeAndABoundOfOneInThePeriod() {
        Rate none = Rate.parse("0/week");

        assertThat(none.isSupportedBy(0, 1.0 / 168)).isTrue();
        assertThat(none.isSupportedBy(0, 1.1 / 168)).isFalse();
        assertThat(none.isSupportedBy(1, 0.5 / 168)).isFalse();
        assertThat(Rate.parse("1/week").isSupportedBy(1, 0.5 / 168)).isTrue();
    }

    @Test
    void goalsAreReadFromTheOptions() {
        Goals goals = Goals.parse("3s", "1/month");

        assertThat(goals).isEqualTo(new Goals(Duration.ofSeconds(3), new Rate(1, Period.MONTH)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            soon | 1/month | --detect-within: a duration is a number and a unit, for example 200ms, 2s or 1m, found "soon"
            0s   | 1/month | --detect-within: the time is more than zero, found 0s
            3s   | often   | --mistakes: a rate is a number, a slash and one of hour, day, week, month, year, for example 1/month or 2/day, found "often"
            """)
    void aGoalThatCannotBeReadNamesItsOption(String within, String mistakes, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Goals.parse(within, mistakes))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            PT1.5S,    1500 ms, 1500 ms
            PT59.9S,   59 s,    60 s
            PT119S,    119 s,   119 s
            PT119M30S, 119 min, 120 min
            PT8H1M,    8 h,     9 h
            PT47H54M,  47 h,    48 h
            PT359H29M, 14 days, 15 days
            PT360H,    15 days, 15 days
            """)
    void lengthsAreRoundedToTheCautiousSide(Duration length, String down, String up) {
        assertThat(RateText.down(length)).isEqualTo(down);
        assertThat(RateText.up(length)).isEqualTo(up);
    }
}

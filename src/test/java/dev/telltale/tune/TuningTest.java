package dev.telltale.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.telltale.config.ConfigFile;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.qos.DurationSummary;
import dev.telltale.tune.Recommendation.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningTest {
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Goals GOALS = Goals.parse("3s", "1/month");
    private static final Duration LONG = Duration.ofDays(20);
    private static final Duration SHORT = Duration.ofHours(4);

    @Test
    void theFastestSettingWithoutMistakesIsRecommendedWithItsNeighbours() {
        Recommendation found = Tuning.recommend(
                recording(LONG),
                GOALS,
                List.of(
                        candidate(DetectorKind.TIMEOUT, 1_000, LONG, 40),
                        candidate(DetectorKind.TIMEOUT, 2_000, LONG, 0),
                        candidate(DetectorKind.TIMEOUT, 2_500, LONG, 0),
                        candidate(DetectorKind.TIMEOUT, 5_000, LONG, 0),
                        candidate(DetectorKind.PHI, 2_400, LONG, 0)));

        assertThat(found.outcome()).isEqualTo(Outcome.SUPPORTED);
        assertThat(RecommendationText.lines(found))
                .containsExactly(
                        "Recommended: timeout, every 500 ms, down after 2 s (exact).",
                        "Detection: half within 1.74 s, 99 of 100 within 1.99 s, at most 1.99 s; wanted: within 3 s.",
                        "Mistakes: none in 20 days of 3 nodes (2880 link-hours); so, at 95 %, at most one in 40 days"
                                + " per link; wanted: one a month.",
                        "That holds for links that are independent. Links that share a host fail together: if all do,"
                                + " the recording supports only one in 6 days per link.",
                        "Runner-up: phi, every 500 ms, threshold 8.0 (exact): 99 of 100 within 2.39 s, 400 ms slower;"
                                + " none, at most one in 40 days per link: no fewer.",
                        "Next faster: timeout, every 500 ms, down after 1 s (exact): 99 of 100 within 990 ms, 1.00 s"
                                + " faster; 40 mistakes, at most one in 2 days per link: more, which does not meet the goal.",
                        "Next slower: timeout, every 500 ms, down after 2.5 s (exact): 99 of 100 within 2.49 s, 500 ms"
                                + " slower; none, at most one in 40 days per link: no fewer.",
                        "Chen's formula, from a loss of 1.00 % and a deviation of 20 ms: every 741 ms, down after 3 s."
                                + " It takes losses to be independent: where they come in bursts, it is too optimistic.");
        assertThat(Tuning.recommend(recording(LONG), GOALS, List.of(found.best().candidate())))
                .extracting(Recommendation::best)
                .isEqualTo(found.best());
    }

    @Test
    void aShortRecordingSupportsNothingAndSaysHowMuchMoreIsNeeded() {
        Recommendation found =
                Tuning.recommend(recording(SHORT), GOALS, List.of(candidate(DetectorKind.EVIDENCE, 2_000, SHORT, 0)));

        assertThat(found.outcome()).isEqualTo(Outcome.TOO_LITTLE_RECORDED);
        assertThat(found.more()).isBetween(Duration.ofDays(14), Duration.ofDays(15));
        assertThat(RecommendationText.lines(found).get(0))
                .isEqualTo("None is supported: record 15 days more."
                        + " Best so far: evidence, every 500 ms, down after 2 s (exact).");
        assertThat(Support.sentence(recording(SHORT), 0, GOALS.mistakes()))
                .isEqualTo(
                        "4 h of 3 nodes support at most one mistake in 8 h per link; record 15 days for one a month");
        assertThat(Support.sentence(recording(SHORT), 2, Rate.parse("1/day")))
                .isEqualTo("4 h of 3 nodes with 2 mistakes support at most one mistake in 3 h per link;"
                        + " record 26 h for one a day");
        assertThat(Support.sentence(recording(LONG), 0, GOALS.mistakes()))
                .isEqualTo(
                        "20 days of 3 nodes support at most one mistake in 40 days per link, which is enough for one a month");
    }

    @Test
    void recordingAsMuchMoreAsIsSaidSupportsTheSetting() {
        for (int mistakes : new int[] {0, 2, 9}) {
            Goals goals = Goals.parse("3s", "1/day");
            Duration length = Duration.ofHours(mistakes == 0 ? 3 : 7 * mistakes);
            Candidate once = candidate(DetectorKind.TIMEOUT, 2_000, length, mistakes);
            Recommendation found = Tuning.recommend(recording(length), goals, List.of(once));
            assertThat(found.outcome()).isEqualTo(Outcome.TOO_LITTLE_RECORDED);

            double times = 1 + (double) found.more().toNanos() / length.toNanos();
            double linkHours = once.mistakes().linkHours() * times * 1.0001;
            double bound = PoissonBound.mean(mistakes * times, 0.95)
                    * found.best().bound().inflation()
                    / linkHours;
            assertThat(bound).isLessThanOrEqualTo(goals.mistakes().limitPerHour());
        }
    }

    @Test
    void tooManyMistakesAreNotCuredByRecordingMore() {
        Recommendation found = Tuning.recommend(
                recording(LONG),
                GOALS,
                List.of(
                        candidate(DetectorKind.TIMEOUT, 1_000, LONG, 90),
                        candidate(DetectorKind.TIMEOUT, 2_000, LONG, 40),
                        candidate(DetectorKind.TIMEOUT, 5_000, LONG, 0),
                        candidate(DetectorKind.TIMEOUT, 9_000, LONG, 0)));

        assertThat(found.outcome()).isEqualTo(Outcome.TOO_MANY_MISTAKES);
        assertThat(found.best().candidate().heartbeat().timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(found.slower()).isNotNull();
        assertThat(RecommendationText.lines(found))
                .contains(
                        "None is recommended: every setting that detects within 3 s makes more mistakes than one a month."
                                + " Closest: timeout, every 500 ms, down after 2 s (exact).")
                .anyMatch(line -> line.startsWith(
                        "Fastest with few enough mistakes: timeout, every 500 ms, down after 5 s (exact): 99 of 100 within"
                                + " 4.99 s, 3.00 s slower; none, at most one in 40 days per link: fewer."));
    }

    @Test
    void ifNoSettingIsFastEnoughTheFastestIsNamed() {
        Recommendation found =
                Tuning.recommend(recording(LONG), GOALS, List.of(candidate(DetectorKind.SWIM, 5_000, LONG, 0)));

        assertThat(found.outcome()).isEqualTo(Outcome.TOO_SLOW);
        assertThat(RecommendationText.lines(found).get(0))
                .isEqualTo("None is recommended: no setting that was tried detects within 3 s."
                        + " Fastest: swim, every 500 ms, down after 5 s (exact).");
    }

    @Test
    void tiesAreResolvedInTheStatedOrder() {
        Candidate evidence = candidate(DetectorKind.EVIDENCE, 2_000, LONG, 0);
        Candidate sameWithPhi = candidate(DetectorKind.PHI, 2_000, LONG, 0);
        Candidate slower = candidate(DetectorKind.EVIDENCE, 2_500, LONG, 0);
        Candidate oneMistake = candidate(DetectorKind.EVIDENCE, 1_500, LONG, 1);
        Candidate approximate = new Candidate(
                oneMistake.heartbeat(),
                oneMistake.detection(),
                evidence.mistakes(),
                oneMistake.detectionTime(),
                false,
                "approximate: arrivals are thinned");
        List<Candidate> inOrder = List.of(evidence, sameWithPhi, slower, oneMistake, approximate);
        Goals goals = Goals.parse("3s", "1/week");

        for (int first = 0; first < inOrder.size(); first++) {
            List<Candidate> left = new ArrayList<>(inOrder.subList(first, inOrder.size()));
            Collections.reverse(left);
            Recommendation found = Tuning.recommend(recording(LONG), goals, left);
            assertThat(found.best().candidate()).isEqualTo(inOrder.get(first));
            assertThat(found.outcome()).isEqualTo(Outcome.SUPPORTED);
        }
    }

    @Test
    void burstsThatAreTooLongForTheRecordingSupportNothing() {
        List<Integer> slots = new ArrayList<>(Collections.nCopies(60, 0));
        slots.addAll(Collections.nCopies(30, 1));
        slots.addAll(Collections.nCopies(30, 0));
        Candidate plain = candidate(DetectorKind.TIMEOUT, 2_000, LONG, 0);
        Candidate bursts = new Candidate(
                plain.heartbeat(),
                plain.detection(),
                new MistakeRecord(2_880, Duration.ofHours(4), slots),
                plain.detectionTime(),
                true,
                "exact");
        Goals lenient = Goals.parse("3s", "2/day");

        Recommendation found = Tuning.recommend(recording(LONG), lenient, List.of(bursts));

        assertThat(found.best().bound().perHour()).isLessThan(lenient.mistakes().limitPerHour());
        assertThat(found.outcome()).isEqualTo(Outcome.TOO_LITTLE_RECORDED);
        assertThat(RecommendationText.lines(found)).anyMatch(line -> line.startsWith("Too few blocks: "));
    }

    @Test
    void theSnippetHasWhatChangesAndCanBeReadAsPartOfAConfig(@TempDir Path folder) throws Exception {
        Recording present = recording(LONG);
        var snippet = new ConfigSnippet(present, candidate(DetectorKind.PHI, 2_000, LONG, 0));

        assertThat(snippet.lines()).isEqualTo("""
                  "heartbeat_timeout": "2s",
                  "detector": "phi",
                """);
        assertThat(snippet.changes())
                .containsExactly("heartbeat_timeout: \"5s\" becomes \"2s\"", "detector: \"evidence\" becomes \"phi\"");
        Path config = folder.resolve("cluster.json");
        Files.writeString(
                config,
                "{\n" + snippet.lines()
                        + "\"heartbeat_interval\": \"500ms\", \"nodes\": [{\"id\": \"a\", \"port\": 1}]}");
        assertThat(ConfigFile.read(config).heartbeat())
                .isEqualTo(new HeartbeatSettings(INTERVAL, Duration.ofSeconds(2)));
        assertThat(new ConfigSnippet(present, candidate(DetectorKind.EVIDENCE, 5_000, LONG, 0)).lines())
                .isEmpty();
    }

    @Test
    void withoutACandidateThereIsNoRecommendation() {
        assertThatIllegalArgumentException().isThrownBy(() -> Tuning.recommend(recording(LONG), GOALS, List.of()));
    }

    private static Recording recording(Duration length) {
        return new Recording(
                3,
                6,
                length,
                new HeartbeatSettings(INTERVAL, Duration.ofSeconds(5)),
                DetectionSettings.DEFAULT,
                new NetworkBehavior(0.01, Duration.ofMillis(20)));
    }

    /** Virtual crashes at every 5 ms of an interval; the mistakes are spread evenly over the recording. */
    private static Candidate candidate(DetectorKind detector, long timeoutMillis, Duration length, int mistakes) {
        int slots = 1_000;
        List<Integer> perSlot = new ArrayList<>(Collections.nCopies(slots, 0));
        for (int i = 0; i < mistakes; i++) {
            perSlot.set((i * slots + slots / 2) / mistakes, 1);
        }
        return new Candidate(
                new HeartbeatSettings(INTERVAL, Duration.ofMillis(timeoutMillis)),
                DetectionSettings.DEFAULT.withDeciding(detector),
                new MistakeRecord(6 * length.toHours(), length.dividedBy(slots), perSlot),
                DurationSummary.of(LongStream.range(timeoutMillis / 5 - 100, timeoutMillis / 5)
                        .mapToObj(step -> Duration.ofMillis(5 * step))
                        .toList()),
                true,
                "exact");
    }
}

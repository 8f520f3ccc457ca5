package dev.telltale.benchmark;

import dev.telltale.model.Member;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What a command costs: `--version`, and `status` of three nodes that run, beside a program that only prints a line. */
final class CommandBench implements Measurement {
    private static final int ROUNDS = 5;
    /** Processor times have a resolution of 10 ms. */
    private static final int RUNS_PER_ROUND = 2;

    private static final long LIMIT_SECONDS = 30;

    @Override
    public void run(Workplace place, Table table) throws IOException, InterruptedException {
        List<Subject> subjects = place.subjects();
        var floorWall = new Samples("floor: hello world, ms");
        var floorTime = new Samples("floor: hello world, processor time, ms");
        var versionWall = new Figure("`telltale --version`, ms", subjects, floorWall, Bound.timesFloor(5));
        var versionTime =
                new Figure("`telltale --version`, processor time, ms", subjects, floorTime, Bound.timesFloor(5));
        var statusWall = new Figure("`telltale status`, three nodes, ms", subjects, floorWall, null);
        var statusTime = new Figure("`telltale status`, processor time, ms", subjects, floorTime, Bound.timesFloor(10));
        List<Member> members = place.members(3);
        String config = place.config(members).toString();
        List<String> hello =
                List.of(Workplace.java(), "-cp", Workplace.classes().toString(), HelloWorld.class.getName());
        try (Asker client = new Asker();
                Child nodes = place.start(subjects.get(0).telltale("start", "--config", config))) {
            client.allUp(members);
            for (int round = 0; round <= ROUNDS; round++) {
                measure(place, hello, floorWall, floorTime);
                for (Subject subject : subjects) {
                    measure(place, subject.telltale("--version"), versionWall.of(subject), versionTime.of(subject));
                    List<String> status = subject.telltale("status", "--config", config);
                    measure(place, status, statusWall.of(subject), statusTime.of(subject));
                }
                if (round == 0) {
                    List.of(floorWall, floorTime).forEach(Samples::clear);
                    List.of(versionWall, versionTime, statusWall, statusTime).forEach(Figure::clear);
                }
            }
        }
        table.add(floorWall, List.of(versionWall, statusWall));
        table.add(floorTime, List.of(versionTime, statusTime));
        table.note("Commands: one sample is the mean of " + RUNS_PER_ROUND + " runs.");
    }

    private static void measure(Workplace place, List<String> words, Samples wall, Samples processorTime)
            throws IOException, InterruptedException {
        Duration before = ProcessStat.processorTimeOfEndedChildren();
        ClockReading begin = TimeSource.SYSTEM.now();
        for (int run = 0; run < RUNS_PER_ROUND; run++) {
            place.start(words).await(LIMIT_SECONDS);
        }
        wall.add(TimeSource.SYSTEM.now().since(begin).dividedBy(RUNS_PER_ROUND));
        processorTime.add(
                ProcessStat.processorTimeOfEndedChildren().minus(before).dividedBy(RUNS_PER_ROUND));
    }
}

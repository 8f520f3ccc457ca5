package dev.telltale.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A git worktree of another revision, built with Maven; removed on close. */
final class Checkout implements AutoCloseable {
    private static final long BUILD_SECONDS = 600;
    private static final long GIT_SECONDS = 60;

    private final Workplace place;
    private final Path folder;

    Checkout(Workplace place, Path folder) {
        this.place = place;
        this.folder = folder;
    }

    /** The folder, with the jar and its class-data archive in it. */
    Path build(String revision) throws IOException, InterruptedException {
        System.err.println("building " + revision);
        // Forced: a run that was killed may have left its entry, but not the folder.
        run(GIT_SECONDS, List.of("git", "worktree", "add", "--force", "--detach", folder.toString(), revision));
        run(
                BUILD_SECONDS,
                List.of(
                        System.getProperty("telltale.bench.maven", "mvn"),
                        "-q",
                        "-B",
                        "-f",
                        folder.resolve("pom.xml").toString(),
                        "package",
                        "-DskipTests"));
        return folder;
    }

    private void run(long seconds, List<String> words) throws IOException, InterruptedException {
        // Maven would take the options of the Maven that runs this.
        place.start(words, 0, Map.of("MAVEN_CMD_LINE_ARGS", "", "MAVEN_PROJECTBASEDIR", "", "MAVEN_BASEDIR", ""))
                .await(seconds);
    }

    /** Starts git by itself: the workplace may be closing and start nothing more. */
    @Override
    public void close() throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "worktree", "remove", "--force", "--force", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!git.waitFor(GIT_SECONDS, TimeUnit.SECONDS)) {
            git.destroyForcibly();
        }
    }
}

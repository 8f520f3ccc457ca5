package dev.telltale.benchmark;

import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A process with the launcher of a subject in it, as the panel has it: it runs before the cluster is started. */
record LauncherChild(Child child) implements AutoCloseable {
    private static final long ROUND_MILLIS = 20;
    private static final long CALM_MILLIS = 500;

    /** Empty, with a note, if the launcher of that revision has another interface. */
    static Optional<LauncherChild> start(Workplace place, Subject subject, Table table)
            throws IOException, InterruptedException {
        var launcher = new LauncherChild(place.start(subject.withJar(LauncherMain.class)));
        try {
            launcher.open(place.members(3));
            return Optional.of(launcher);
        } catch (IOException e) {
            launcher.close();
            table.note("The launcher of " + subject.name() + " was not measured: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void open(List<Member> members) throws IOException, InterruptedException {
        long before = opened();
        child.command("open "
                + members.stream()
                        .map(member -> String.valueOf(member.address().port()))
                        .collect(Collectors.joining(" ")));
        for (long round = 0; round < Asker.TIMEOUT.toMillis() / ROUND_MILLIS; round++) {
            if (opened() > before) {
                return;
            }
            if (!child.process().isAlive()) {
                break;
            }
            Thread.sleep(ROUND_MILLIS);
        }
        throw new IOException(child.text().lines().findFirst().orElse("no answer"));
    }

    private long opened() throws IOException {
        return child.text().lines().filter(LauncherMain.OPENED::equals).count();
    }

    /** Starts these nodes; returns the time until all cells were up. */
    Duration start(List<Member> members, Asker client) throws IOException, InterruptedException {
        open(members);
        Thread.sleep(CALM_MILLIS); // A launcher looks for running nodes first; a person clicks later than that.
        ClockReading click = TimeSource.SYSTEM.now();
        child.command("start");
        return client.allUp(members).since(click);
    }

    Duration startAndClose(List<Member> members, Asker client) throws IOException, InterruptedException {
        Duration took = start(members, client);
        child.command("close");
        for (long round = 0; round < Asker.TIMEOUT.toMillis() / ROUND_MILLIS; round++) {
            if (child.process().children().findAny().isEmpty()) {
                return took;
            }
            Thread.sleep(ROUND_MILLIS);
        }
        throw new IOException("the nodes did not end: " + child.text());
    }

    void restart(NodeId node, List<Member> members, Asker client) throws IOException, InterruptedException {
        child.command("restart " + node);
        client.allUp(members);
    }

    @Override
    public void close() {
        child.close();
    }
}

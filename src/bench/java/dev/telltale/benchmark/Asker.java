package dev.telltale.benchmark;

import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.model.StatusReport;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import dev.telltale.wire.StatusJson;
import dev.telltale.wire.WireException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Asks servers from outside, as any program may: one thread per question, blocking queries, a limit to every wait. */
final class Asker implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration REQUEST = Duration.ofSeconds(6);
    private static final long ROUND_MILLIS = 5;

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "asker");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A node said what was waited for. */
    record Seen(NodeId observer, ClockReading at, StatusReport report) {}

    /** Begins to wait until every observer's report is as wanted. */
    List<Future<Seen>> begin(List<Member> observers, Predicate<StatusReport> wanted) {
        List<Future<Seen>> all = new ArrayList<>();
        for (Member observer : observers) {
            all.add(threads.submit(() -> until(observer, wanted)));
        }
        return all;
    }

    List<Seen> await(List<Future<Seen>> begun) throws IOException, InterruptedException {
        List<Seen> seen = new ArrayList<>();
        for (Future<Seen> one : begun) {
            seen.add(result(one));
        }
        return seen;
    }

    /** When the last member saw all others up. */
    ClockReading allUp(List<Member> members) throws IOException, InterruptedException {
        ClockReading last = null;
        for (Seen seen : await(begin(members, report -> seesUp(report, members.size() - 1)))) {
            last = last == null || seen.at().nanosSince(last) > 0 ? seen.at() : last;
        }
        if (last == null) {
            throw new IOException("there are no members");
        }
        return last;
    }

    /** When the last of the servers on these ports answered. */
    ClockReading allAnswer(List<Integer> ports) throws IOException, InterruptedException {
        List<Future<ClockReading>> all = new ArrayList<>();
        for (int port : ports) {
            Callable<ClockReading> question = () -> {
                var address = new Address(Workplace.HOST, port);
                awaitPort(address);
                get(address, "/status");
                return TimeSource.SYSTEM.now();
            };
            all.add(threads.submit(question));
        }
        ClockReading last = TimeSource.SYSTEM.now();
        for (Future<ClockReading> one : all) {
            ClockReading at = result(one);
            last = at.nanosSince(last) > 0 ? at : last;
        }
        return last;
    }

    byte[] get(Address address, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address.url() + path))
                .timeout(REQUEST)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    static boolean isDown(StatusReport report, NodeId subject) {
        PeerReport belief = report.of(subject);
        return belief != null && belief.status() == Status.DOWN;
    }

    private static boolean seesUp(StatusReport report, int peers) {
        return report.peers().stream()
                        .filter(peer -> peer.status() == Status.UP)
                        .count()
                == peers;
    }

    private Seen until(Member observer, Predicate<StatusReport> wanted)
            throws IOException, InterruptedException, WireException {
        awaitPort(observer.address());
        ClockReading begun = TimeSource.SYSTEM.now();
        String query = "";
        while (TimeSource.SYSTEM.now().since(begun).compareTo(PATIENCE) < 0) {
            byte[] body = get(observer.address(), "/status" + query);
            ClockReading at = TimeSource.SYSTEM.now();
            StatusReport report = StatusJson.read(body, body.length);
            if (wanted.test(report)) {
                return new Seen(observer.id(), at, report);
            }
            query = "?index=" + report.version() + "&wait=5s";
        }
        throw new IOException(observer.id() + " did not say what was waited for within " + PATIENCE.toSeconds() + " s");
    }

    // A bare connection is a much cheaper question than a failing request while nobody listens yet.
    private static void awaitPort(Address address) throws IOException, InterruptedException {
        var socketAddress = new InetSocketAddress(address.host(), address.port());
        for (long round = 0; round < PATIENCE.toMillis() / ROUND_MILLIS; round++) {
            try (Socket socket = new Socket()) {
                socket.connect(socketAddress, 1_000);
                return;
            } catch (IOException notYet) {
                Thread.sleep(ROUND_MILLIS);
            }
        }
        throw new IOException("nobody listens at " + address);
    }

    private static <T> T result(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("a question failed", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

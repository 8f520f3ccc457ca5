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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** HTTP client of the measurements: one thread per request, blocking queries, a timeout for every wait. */
final class Asker implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(6);
    private static final long ROUND_MILLIS = 5;
    private static final long WAITING_ROUND_MILLIS = 100;

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "client");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** The first report of an observer that matched, and the time at which it was received. */
    record MatchingReport(NodeId observer, ClockReading at, StatusReport report) {}

    /** Starts to poll every observer until its report matches; one future for each. */
    List<Future<MatchingReport>> begin(List<Member> observers, Predicate<StatusReport> condition) {
        List<Future<MatchingReport>> all = new ArrayList<>();
        for (Member observer : observers) {
            all.add(threads.submit(() -> until(observer, condition)));
        }
        return all;
    }

    List<MatchingReport> await(List<Future<MatchingReport>> started) throws IOException, InterruptedException {
        List<MatchingReport> reports = new ArrayList<>();
        for (Future<MatchingReport> one : started) {
            reports.add(result(one));
        }
        return reports;
    }

    /** When the last member saw all others up. */
    ClockReading allUp(List<Member> members) throws IOException, InterruptedException {
        ClockReading last = null;
        for (MatchingReport matching : await(begin(members, report -> reportsUp(report, members.size() - 1)))) {
            last = last == null || matching.at().nanosSince(last) > 0 ? matching.at() : last;
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
            Callable<ClockReading> request = () -> {
                var address = new Address(Workplace.HOST, port);
                awaitPort(address);
                get(address, "/status");
                return TimeSource.SYSTEM.now();
            };
            all.add(threads.submit(request));
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
                .timeout(REQUEST_TIMEOUT)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    /** The process of a node on this machine. */
    ProcessHandle process(Member node) throws IOException, InterruptedException {
        Long pid = report(node).reporter().pid();
        if (pid == null) {
            throw new IOException(node.id() + " does not report its PID");
        }
        return ProcessHandle.of(pid).orElseThrow(() -> new IOException(node.id() + " has ended"));
    }

    /**
     * The time from this instant until each member sees all others up, by their own timestamps; empty if that takes
     * longer than the limit. Asks one node at a time, at most ten times a second while it waits: the nodes need the
     * processors.
     */
    Optional<Duration> upAfter(Instant begin, List<Member> members, Duration limit) throws InterruptedException {
        Instant last = begin;
        int next = 0;
        int seen = 0;
        while (seen < members.size()) {
            if (Duration.between(begin, TimeSource.SYSTEM.now().wall()).compareTo(limit) > 0) {
                return Optional.empty();
            }
            Optional<Instant> up = upSince(members.get(next), members.size() - 1);
            if (up.isEmpty()) {
                seen = 0;
                last = begin;
                Thread.sleep(WAITING_ROUND_MILLIS);
                continue;
            }
            last = up.get().isAfter(last) ? up.get() : last;
            next = (next + 1) % members.size();
            seen++;
        }
        return Optional.of(Duration.between(begin, last));
    }

    private Optional<Instant> upSince(Member observer, int peers) throws InterruptedException {
        try {
            StatusReport report = report(observer);
            return reportsUp(report, peers)
                    ? report.peers().stream()
                            .map(PeerReport::since)
                            .filter(Objects::nonNull)
                            .max(Comparator.naturalOrder())
                    : Optional.empty();
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    private StatusReport report(Member node) throws IOException, InterruptedException {
        byte[] body = get(node.address(), "/status");
        try {
            return StatusJson.read(body, body.length);
        } catch (WireException e) {
            throw new IOException(node.id() + " sent no status", e);
        }
    }

    static boolean isDown(StatusReport report, NodeId subject) {
        PeerReport peer = report.of(subject);
        return peer != null && peer.status() == Status.DOWN;
    }

    private static boolean reportsUp(StatusReport report, int peers) {
        return report.peers().stream()
                        .filter(peer -> peer.status() == Status.UP)
                        .count()
                == peers;
    }

    private MatchingReport until(Member observer, Predicate<StatusReport> condition)
            throws IOException, InterruptedException, WireException {
        awaitPort(observer.address());
        ClockReading started = TimeSource.SYSTEM.now();
        String query = "";
        while (TimeSource.SYSTEM.now().since(started).compareTo(TIMEOUT) < 0) {
            byte[] body = get(observer.address(), "/status" + query);
            ClockReading at = TimeSource.SYSTEM.now();
            StatusReport report = StatusJson.read(body, body.length);
            if (condition.test(report)) {
                return new MatchingReport(observer.id(), at, report);
            }
            query = "?index=" + report.version() + "&wait=5s";
        }
        throw new IOException(observer.id() + " sent no matching report within " + TIMEOUT.toSeconds() + " s");
    }

    // Connecting is much cheaper than a failing HTTP request while no server listens yet.
    private static void awaitPort(Address address) throws IOException, InterruptedException {
        var socketAddress = new InetSocketAddress(address.host(), address.port());
        for (long round = 0; round < TIMEOUT.toMillis() / ROUND_MILLIS; round++) {
            try (Socket socket = new Socket()) {
                socket.connect(socketAddress, 1_000);
                return;
            } catch (IOException notYet) {
                Thread.sleep(ROUND_MILLIS);
            }
        }
        throw new IOException("no server listens at " + address);
    }

    private static <T> T result(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.get(2 * TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("a request failed", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

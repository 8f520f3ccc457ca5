package dev.telltale.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Resolves and caches the addresses of one host. There is at most one lookup at a time, on a thread of its own, so that
 * a name server that does not answer delays no other host and there are never more threads than hosts. Any thread.
 */
public final class HostName {
    /** For a start that needs the addresses: as long as common systems wait for one name server. */
    public static final Duration START_DEADLINE = Duration.ofSeconds(5);

    /** A name server may return more addresses; the rest is ignored. */
    private static final int MAX_ADDRESSES = 8;

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    private final String host;
    private final Source source;
    private final boolean isLiteral;
    private List<InetAddress> known;
    private @Nullable CompletableFuture<List<InetAddress>> lookup;

    /** Looks up the addresses of a name, at least one. Blocks, perhaps for minutes. */
    @FunctionalInterface
    public interface Source {
        List<InetAddress> addresses(String host) throws UnknownHostException;
    }

    public HostName(String host, Source source) {
        this.host = host;
        this.source = source;
        known = literal(host).map(List::of).orElse(List.of());
        isLiteral = !known.isEmpty();
    }

    /** Looks the host up through the system, without Java's cache. Blocks, perhaps for minutes. */
    public static List<InetAddress> ofSystem(String host) throws UnknownHostException {
        Optional<InetAddress> literal = literal(host);
        return literal.isPresent() ? List.of(literal.get()) : List.of(Uncached.lookUp(host));
    }

    /** The result of the last successful lookup, in the order to try; empty before the first. */
    public synchronized List<InetAddress> known() {
        return known;
    }

    /** Whether the host is an IP address, which is never looked up. */
    public boolean isLiteral() {
        return isLiteral;
    }

    /** Whether the host is an IP address and not a name. */
    public static boolean isLiteral(String host) {
        return !literal(host).isEmpty();
    }

    /**
     * Blocks until the addresses are known, at most for the deadline.
     *
     * @throws UnknownHostException after the deadline, or when the lookup failed; its message is one sentence for
     *     people
     */
    public static List<InetAddress> await(String host, Source source, Duration deadline) throws UnknownHostException {
        return await(new HostName(host, source).addresses(deadline));
    }

    /** Blocks until the future of {@link #addresses} is complete. */
    public static List<InetAddress> await(CompletableFuture<List<InetAddress>> addresses) throws UnknownHostException {
        try {
            return addresses.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw e;
        }
    }

    /**
     * The known addresses, or else those of a lookup. Fails with an {@link UnknownHostException} after the deadline;
     * the lookup continues then, without a callback of this future.
     */
    public CompletableFuture<List<InetAddress>> addresses(Duration deadline) {
        List<InetAddress> found = known();
        if (!found.isEmpty()) {
            return CompletableFuture.completedFuture(found);
        }
        CompletableFuture<Void> timeout =
                new CompletableFuture<Void>().completeOnTimeout(null, deadline.toMillis(), TimeUnit.MILLISECONDS);
        // Of the combining methods, only anyOf removes its callback from the future that did not complete.
        return CompletableFuture.anyOf(lookUp().toCompletableFuture(), timeout).thenApply(ignored -> {
            List<InetAddress> now = known();
            if (now.isEmpty()) {
                throw new CompletionException(lookupTimeout());
            }
            return now;
        });
    }

    /**
     * The current lookup, or else a new one. Fails with an {@link UnknownHostException} whose message is one sentence
     * for people. It may take minutes: callers need a deadline, and must not add a callback for each attempt.
     */
    public synchronized CompletionStage<List<InetAddress>> lookUp() {
        if (isLiteral) {
            return CompletableFuture.completedFuture(known);
        }
        CompletableFuture<List<InetAddress>> pending = lookup;
        if (pending == null) {
            pending = new CompletableFuture<>();
            lookup = pending;
            CompletableFuture<List<InetAddress>> mine = pending;
            var thread = new Thread(() -> lookUp(mine), "lookup " + host);
            thread.setDaemon(true);
            try {
                thread.start();
            } catch (OutOfMemoryError noThread) {
                lookup = null;
                pending.completeExceptionally(failed("the system has no thread for it"));
            }
        }
        return pending;
    }

    private void lookUp(CompletableFuture<List<InetAddress>> mine) {
        try {
            List<InetAddress> found = source.addresses(host);
            mine.complete(store(found.subList(0, Math.min(found.size(), MAX_ADDRESSES))));
        } catch (UnknownHostException e) {
            clearLookup();
            mine.completeExceptionally(failed(String.valueOf(e.getMessage()).replace(host + ": ", "")));
        } catch (RuntimeException | Error e) {
            clearLookup();
            mine.completeExceptionally(e);
        }
    }

    private synchronized List<InetAddress> store(List<InetAddress> found) {
        InetAddress first = known.isEmpty() ? null : known.get(0);
        known = List.copyOf(found);
        lookup = null;
        if (first != null) {
            prefer(first);
        }
        return known;
    }

    private synchronized void clearLookup() {
        lookup = null;
    }

    /** Moves this address to the front, because a connection to it succeeded. */
    public synchronized void prefer(InetAddress address) {
        int index = known.indexOf(address);
        if (index > 0) {
            known = rotated(index);
        }
    }

    /**
     * Moves the first address to the end, because its response was bad. False, without effect, if there is only one.
     */
    public synchronized boolean preferNext() {
        if (known.size() < 2) {
            return false;
        }
        known = rotated(1);
        return true;
    }

    private List<InetAddress> rotated(int index) {
        return Stream.concat(known.subList(index, known.size()).stream(), known.subList(0, index).stream())
                .toList();
    }

    /** The exception for a lookup that did not complete before the caller's deadline. */
    public UnknownHostException lookupTimeout() {
        return failed("the name server does not answer");
    }

    private UnknownHostException failed(String reason) {
        return new UnknownHostException(
                "cannot look up " + host + ": " + reason + "; check /etc/resolv.conf or give an IP address");
    }

    /** Parses an IPv4 or IPv6 address without a lookup; empty for a name. */
    public static Optional<InetAddress> literal(String host) {
        boolean isIpv6 = host.indexOf(':') >= 0;
        if (!isIpv6 && !IPV4.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(isIpv6 ? '[' + host + ']' : host));
        } catch (UnknownHostException noSuchZone) {
            return Optional.empty();
        }
    }

    /** A separate class, so that a node whose peers have IP addresses does not spend start time on these settings. */
    private static final class Uncached {
        static {
            // By default Java caches an address for 30 s, for which a node that moved would be down. Java reads these
            // settings at the first lookup.
            Security.setProperty("networkaddress.cache.ttl", "0");
            Security.setProperty("networkaddress.cache.negative.ttl", "0");
        }

        private Uncached() {}

        static InetAddress[] lookUp(String host) throws UnknownHostException {
            return InetAddress.getAllByName(host);
        }
    }
}

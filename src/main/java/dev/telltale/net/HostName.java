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
 * The addresses of one host. At most one lookup of it is under way, on a thread of its own that ends with it: a name server
 * that does not answer delays no other host, and the threads are never more than the hosts. Any thread.
 */
public final class HostName {
    /** For a start that cannot go on without the addresses: as long as the system waits for one name server. */
    public static final Duration START_DEADLINE = Duration.ofSeconds(5);

    /** The limit of connections that one attempt tries; a name server may send more addresses. */
    private static final int MAX_ADDRESSES = 8;

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    private final String host;
    private final Source source;
    private final boolean isLiteral;
    private List<InetAddress> known;
    private @Nullable CompletableFuture<List<InetAddress>> lookup;

    /** The addresses of a name, at least one. Blocks, perhaps for minutes. */
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

    /** Blocks: asks the system anew, which may take as long as its name servers let it wait. */
    public static List<InetAddress> ofSystem(String host) throws UnknownHostException {
        Optional<InetAddress> literal = literal(host);
        return literal.isPresent() ? List.of(literal.get()) : List.of(Uncached.lookUp(host));
    }

    /** Those of the last lookup that succeeded, the one to try first before the others; empty before it. */
    public synchronized List<InetAddress> known() {
        return known;
    }

    /** An IP address: it is known, and never looked up. */
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
     * @throws UnknownHostException after the deadline, or when the lookup failed; its message is fit to show
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
     * Those that are known, or else those of a lookup. Fails with an {@link UnknownHostException} after the deadline, and
     * then leaves no callback at the lookup that goes on.
     */
    public CompletableFuture<List<InetAddress>> addresses(Duration deadline) {
        List<InetAddress> found = known();
        if (!found.isEmpty()) {
            return CompletableFuture.completedFuture(found);
        }
        CompletableFuture<Void> timeout =
                new CompletableFuture<Void>().completeOnTimeout(null, deadline.toMillis(), TimeUnit.MILLISECONDS);
        // Of all combinations only this one removes its callback from the future that did not complete.
        return CompletableFuture.anyOf(lookUp().toCompletableFuture(), timeout).thenApply(ignored -> {
            List<InetAddress> now = known();
            if (now.isEmpty()) {
                throw new CompletionException(lookupTimeout());
            }
            return now;
        });
    }

    /**
     * The lookup that is under way, or else a new one. Fails with an {@link UnknownHostException} whose message is fit to
     * show. It may take minutes: the caller has a deadline, and registers one callback for each lookup.
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
            mine.complete(learn(found.subList(0, Math.min(found.size(), MAX_ADDRESSES))));
        } catch (UnknownHostException e) {
            forgetLookup();
            mine.completeExceptionally(failed(String.valueOf(e.getMessage()).replace(host + ": ", "")));
        } catch (RuntimeException | Error e) {
            forgetLookup();
            mine.completeExceptionally(e);
        }
    }

    private synchronized List<InetAddress> learn(List<InetAddress> found) {
        InetAddress first = known.isEmpty() ? null : known.get(0);
        known = List.copyOf(found);
        lookup = null;
        if (first != null) {
            prefer(first);
        }
        return known;
    }

    private synchronized void forgetLookup() {
        lookup = null;
    }

    /** The last connection was opened to this address: it is tried first. */
    public synchronized void prefer(InetAddress address) {
        int index = known.indexOf(address);
        if (index > 0) {
            known = rotated(index);
        }
    }

    /** The first one connects but does not answer well: the next one is tried first. Whether there is another. */
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

    /** Why there is no address at a deadline. */
    public UnknownHostException lookupTimeout() {
        return failed("the name server does not answer");
    }

    private UnknownHostException failed(String reason) {
        return new UnknownHostException(
                "cannot look up " + host + ": " + reason + "; check /etc/resolv.conf or give an IP address");
    }

    /** The IP address that the text is, as far as Java reads it without a lookup; empty for a name. */
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

    /** A class of its own: a node whose peers have IP addresses does not pay for these settings at its start. */
    private static final class Uncached {
        static {
            // Java keeps an address for 30 s: a node that moved would be down for that long. It reads these settings at
            // the
            // first lookup.
            Security.setProperty("networkaddress.cache.ttl", "0");
            Security.setProperty("networkaddress.cache.negative.ttl", "0");
        }

        private Uncached() {}

        static InetAddress[] lookUp(String host) throws UnknownHostException {
            return InetAddress.getAllByName(host);
        }
    }
}

package dev.telltale.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of one host. At most one lookup of it is under way, on a thread of its own that ends with it: a name server
 * that does not answer delays no other host, and the threads are never more than the hosts. Any thread.
 */
public final class HostName {
    /** As many connections are tried for one attempt, whatever a name server says. */
    private static final int MOST_ADDRESSES = 8;

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

    /**
     * The lookup that is under way, or else a new one. Fails with an {@link UnknownHostException} whose message is fit to
     * show; may take as long as the name server likes, so the caller has a deadline.
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
            mine.complete(learn(found.subList(0, Math.min(found.size(), MOST_ADDRESSES))));
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

    /** This one took the last connection: it is tried first. */
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
    public UnknownHostException silence() {
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

    /** On its own, since these settings cost the start of a node that needs no name. */
    private static final class Uncached {
        static {
            // Java would keep an address for 30 s, so long would a node that moved be called down. Before the first
            // lookup.
            Security.setProperty("networkaddress.cache.ttl", "0");
            Security.setProperty("networkaddress.cache.negative.ttl", "0");
        }

        private Uncached() {}

        static InetAddress[] lookUp(String host) throws UnknownHostException {
            return InetAddress.getAllByName(host);
        }
    }
}

package dev.telltale.launcher;

import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.net.HostName;
import dev.telltale.net.ThisMachine;
import dev.telltale.registry.RunRecord;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Decides which run records belong to the members of a config. Caches host lookups. Any thread. */
public final class MemberAddresses {
    private final HostName.Source names;
    private final Duration lookupTimeout;
    private final Map<String, HostName> hosts = new ConcurrentHashMap<>();

    /**
     * @param lookupTimeout how long {@link #isOf} may block for a lookup, needed only if config and record spell the
     *     same host differently; with zero, such a record matches once a lookup has ended
     */
    public MemberAddresses(HostName.Source names, Duration lookupTimeout) {
        this.names = names;
        this.lookupTimeout = lookupTimeout;
    }

    /** Whether the process of the record has the member's id and listens at the member's address. */
    public boolean isOf(Member member, RunRecord record) {
        Address configured = member.address();
        Address recorded = record.address();
        return member.id().equals(record.id())
                && (configured.port() == 0 || configured.port() == recorded.port())
                && (configured.host().equalsIgnoreCase(recorded.host())
                        || resolvesTo(configured.host(), record.bound()));
    }

    private boolean resolvesTo(String host, @Nullable InetAddress bound) {
        return bound != null
                && addresses(host).stream()
                        .anyMatch(address ->
                                address.equals(bound) || (bound.isAnyLocalAddress() && ThisMachine.has(address)));
    }

    private List<InetAddress> addresses(String host) {
        HostName name = hosts.computeIfAbsent(host, unknown -> new HostName(unknown, names));
        List<InetAddress> known = name.known();
        return known.isEmpty()
                ? name.lookUp()
                        .toCompletableFuture()
                        .copy()
                        .completeOnTimeout(List.of(), lookupTimeout.toMillis(), TimeUnit.MILLISECONDS)
                        .exceptionally(failure -> List.of())
                        .join()
                : known;
    }
}

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

/** Tells which run records are of the members of a config. Any thread. */
public final class MemberAddresses {
    private final HostName.Source names;
    private final Duration patience;
    private final Map<String, HostName> hosts = new ConcurrentHashMap<>();

    /**
     * @param patience how long {@link #isOf} may block for a lookup, which is needed where config and record write the same
     *     host otherwise; with zero, such a record counts once a lookup has ended
     */
    public MemberAddresses(HostName.Source names, Duration patience) {
        this.names = names;
        this.patience = patience;
    }

    /** Whether the process of the record has the member's id and listens at the member's address. */
    public boolean isOf(Member member, RunRecord record) {
        Address configured = member.address();
        Address real = record.address();
        return member.id().equals(record.id())
                && (configured.port() == 0 || configured.port() == real.port())
                && (configured.host().equalsIgnoreCase(real.host()) || leadsTo(configured.host(), record.bound()));
    }

    private boolean leadsTo(String host, @Nullable InetAddress bound) {
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
                        .completeOnTimeout(List.of(), patience.toMillis(), TimeUnit.MILLISECONDS)
                        .exceptionally(failure -> List.of())
                        .join()
                : known;
    }
}

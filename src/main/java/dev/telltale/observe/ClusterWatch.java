package dev.telltale.observe;

import dev.telltale.model.Matrix;
import dev.telltale.model.Member;
import dev.telltale.time.NanoClock;
import java.util.List;
import java.util.function.Consumer;

/**
 * Asks every node for its status, all at once and each on its own: one that hangs makes only its own row stale.
 */
public final class ClusterWatch implements AutoCloseable {
    private final List<Member> members;
    private final NanoClock clock;
    private final Consumer<ClusterView> listener;
    private final Journal journal = new Journal(10_000);

    /** The listener is called on the watch's own thread after every change, and must not block. */
    public ClusterWatch(List<Member> members, NanoClock clock, Consumer<ClusterView> listener) {
        this.members = List.copyOf(members);
        this.clock = clock;
        this.listener = listener;
    }

    public void start() {
        listener.accept(new ClusterView(
                clock.now(), Matrix.empty(members.stream().map(Member::id).toList()), 0));
    }

    /** A node's address became known or changed, for instance because it chose a free port. Any thread. */
    public void moved(Member member) {}

    public Journal journal() {
        return journal;
    }

    @Override
    public void close() {}
}

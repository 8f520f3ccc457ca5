package dev.telltale.node.http.client;

import dev.telltale.auth.MessageSigner;
import dev.telltale.fault.SendDecision;
import dev.telltale.model.Attempt;
import dev.telltale.model.Evidence;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.node.http.protocol.Callbacks;
import dev.telltale.node.http.protocol.HeartbeatResult;
import dev.telltale.node.http.protocol.ImmediateClose;
import dev.telltale.node.http.protocol.NodeFaults;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import io.undertow.client.ClientConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/**
 * The connection to one peer. Confined to the I/O thread. Every callback carries the number of its attempt, since
 * Undertow's client can neither cancel a connect nor a request: what comes late is recognised and dropped.
 */
final class PeerConnection {
    private final NodeId self;
    private final Member peer;
    private final AttemptTimeout deadline;
    private final Connector dialer;
    private final XnioIoThread io;
    private final TimeSource clock;
    private final NodeFaults faults;
    private final @Nullable MessageSigner seals;
    private final Listener listener;

    private @Nullable ClientConnection connection;
    private Connector.@Nullable ConnectAttempt connecting;
    private boolean reused;
    /** The peer closes after the answer that is being read: that close is neither news nor a failure. */
    private boolean closesAfterAnswer;

    private int attempt;
    private boolean asking;
    private boolean isLeaving;
    private boolean isOver;
    private boolean owesGoodbye;
    private ClockReading asked;

    /** Called on the I/O thread; must not block. */
    interface Listener {
        void onEnd(Attempt attempt);

        void onLost(NodeId peer);

        /** This process slept through the deadline of an attempt for this many nanoseconds. */
        void onIoLate(long nanos);
    }

    PeerConnection(
            NodeId self,
            Member peer,
            Duration deadline,
            Connector dialer,
            XnioIoThread io,
            TimeSource clock,
            NodeFaults faults,
            @Nullable MessageSigner seals,
            Listener listener) {
        this.self = self;
        this.peer = peer;
        this.deadline = new AttemptTimeout(deadline, io, clock, listener::onIoLate);
        this.dialer = dialer;
        this.io = io;
        this.clock = clock;
        this.faults = faults;
        this.seals = seals;
        this.listener = listener;
        asked = clock.now();
    }

    void ask() {
        if (isOver) {
            return;
        }
        assert !asking : "two attempts at once to " + peer.id();
        asking = true;
        asked = clock.now();
        attempt++;
        deadline.set(() -> end(HeartbeatResult.none(timeout())));
        send();
    }

    private String timeout() {
        return connecting != null && connecting.hasNoAddress()
                ? Callbacks.reason(dialer.lookupTimeout())
                : "no whole answer within " + deadline.time().toMillis() + " ms";
    }

    /** Asks once more, and says with it that this node is about to leave; nobody waits for the answer. */
    void sayGoodbye() {
        isLeaving = true;
        owesGoodbye = asking;
        if (!asking) {
            ask();
        }
    }

    /** Before the I/O thread ends: it would take what follows from a broken connection no more. */
    void close() {
        isOver = true;
        asking = false;
        deadline.cancel();
        stopConnecting();
        forget();
    }

    /** A question that is lost on purpose ends like any other that nobody answers: by its deadline. */
    private void send() {
        SendDecision passage = faults.leaving(peer.id());
        if (passage.isFree()) {
            sendNow();
        } else if (!passage.isLost()) {
            int number = attempt;
            io.executeAfter(
                    () -> {
                        if (isCurrent(number)) {
                            sendNow();
                        }
                    },
                    passage.delayNanos(),
                    TimeUnit.NANOSECONDS);
        }
    }

    private void sendNow() {
        ClientConnection open = connection;
        if (open != null && open.isOpen()) {
            reused = true;
            request(open, attempt);
        } else {
            connect(attempt);
        }
    }

    private void connect(int number) {
        reused = false;
        closesAfterAnswer = false;
        connection = null;
        connect(opened -> connected(number, opened), e -> {
            if (isCurrent(number)) {
                end(HeartbeatResult.unconnected(dialer.address(), e));
            }
        });
    }

    /** Replaces the attempt to connect that is under way: its connection is no longer needed. */
    private void connect(Consumer<ClientConnection> completed, Consumer<IOException> failed) {
        stopConnecting();
        Connector.ConnectAttempt next = dialer.attempt(Callbacks.of(completed, failed));
        connecting = next;
        next.begin();
    }

    private void stopConnecting() {
        if (connecting != null) {
            connecting.cancel();
        }
        connecting = null;
    }

    private void connected(int number, ClientConnection opened) {
        if (!isCurrent(number)) {
            ImmediateClose.close(opened);
            return;
        }
        connection = opened;
        opened.addCloseListener(this::closed);
        request(opened, number);
    }

    private void request(ClientConnection open, int number) {
        HeartbeatRequest.send(open, peer, self, isLeaving, seals, new HeartbeatRequest.Listener() {
            @Override
            public void onHead(boolean isKeptAlive) {
                // Before the body: Undertow closes such a connection while it reads the body's end.
                closesAfterAnswer = isCurrent(number) && !isKeptAlive;
            }

            @Override
            public void onAnswer(HeartbeatResult answer) {
                answered(number, answer);
            }

            @Override
            public void onTooLarge() {
                if (isCurrent(number)) {
                    end(new HeartbeatResult(Evidence.BAD_BODY, null, "more than " + BodyReader.MAX_BYTES + " bytes"));
                }
            }

            @Override
            public void onBroken(IOException e) {
                broken(number, e);
            }
        });
    }

    private void answered(int number, HeartbeatResult answer) {
        if (!isCurrent(number)) {
            return;
        }
        if (closesAfterAnswer) {
            forget();
        }
        end(answer);
    }

    /** Undertow calls this before a pending request fails, or while nothing is asked. */
    private void closed(ClientConnection gone) {
        if (connection != gone) {
            return;
        }
        connection = null;
        // Behind a cut nobody would hear a connection break.
        if (closesAfterAnswer || faults.isCutTo(peer.id())) {
            return;
        }
        if (asking) {
            broken(attempt, new IOException("connection closed"));
        } else {
            listener.onLost(peer.id());
        }
    }

    private void broken(int number, IOException e) {
        if (!isCurrent(number)) {
            return;
        }
        if (reused) {
            // A kept connection may have been closed while the request was on its way: once more, on a fresh one.
            forget();
            connect(number);
        } else {
            end(HeartbeatResult.broken(dialer.address(), e));
        }
    }

    private void end(HeartbeatResult answer) {
        asking = false;
        deadline.cancel();
        stopConnecting();
        // It may be another process that misbehaves there: on to the next address, if the host has one.
        boolean isElsewhere = answer.isFault() && dialer.preferNext();
        if (isElsewhere || answer.spoilsConnection()) {
            forget();
        }
        if (isLeaving) {
            // Nobody listens any more.
            if (owesGoodbye) {
                owesGoodbye = false;
                ask();
            }
            return;
        }
        ClockReading now = clock.now();
        listener.onEnd(answer.attempt(peer.id(), now, now.since(asked)));
        if (answer.evidence() == Evidence.TIMEOUT && connection == null && !faults.isCutTo(peer.id())) {
            keepWatch();
        }
    }

    /**
     * A peer that hangs may still die: a connection that only stands there tells of it at once. The system of a hung
     * process accepts it in the process's name.
     */
    private void keepWatch() {
        int number = attempt;
        connect(
                opened -> {
                    if (isOver || asking || attempt != number || connection != null) {
                        ImmediateClose.close(opened);
                        return;
                    }
                    connection = opened;
                    closesAfterAnswer = false;
                    opened.addCloseListener(this::closed);
                },
                nextAttemptSaysSo -> {});
    }

    private boolean isCurrent(int number) {
        return asking && attempt == number;
    }

    private void forget() {
        ClientConnection dropped = connection;
        connection = null;
        if (dropped != null) {
            ImmediateClose.close(dropped);
        }
    }
}

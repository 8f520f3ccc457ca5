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
 * The persistent connection to one peer, and the current attempt on it. I/O thread only. Every callback carries the
 * number of its attempt, since Undertow's client cannot cancel a connect or a request: late callbacks are ignored.
 */
final class PeerConnection {
    private final NodeId self;
    private final Member peer;
    private final AttemptTimeout deadline;
    private final Connector connector;
    private final XnioIoThread io;
    private final TimeSource clock;
    private final NodeFaults faults;
    private final @Nullable MessageSigner signer;
    private final Listener listener;

    private @Nullable ClientConnection connection;
    private Connector.@Nullable ConnectAttempt connecting;
    private boolean isReused;
    /** The peer closes the connection after the current response; that close is not evidence. */
    private boolean closesAfterResponse;

    private int attempt;
    private boolean inFlight;
    private boolean isClosed;
    private boolean isLeavePending;
    /** What to do if the peer need not hear of the leave; null before the leave. */
    private @Nullable Runnable onNeedlessLeave;

    private ClockReading startedAt;

    /** Called on the I/O thread; must not block. */
    interface Listener {
        void onEnd(Attempt attempt);

        void onLost(NodeId peer);

        /** The timer of a deadline ran this many nanoseconds late: this process was paused. */
        void onIoLag(long nanos);
    }

    PeerConnection(
            NodeId self,
            Member peer,
            Duration deadline,
            Connector connector,
            XnioIoThread io,
            TimeSource clock,
            NodeFaults faults,
            @Nullable MessageSigner signer,
            Listener listener) {
        this.self = self;
        this.peer = peer;
        this.deadline = new AttemptTimeout(deadline, io, clock, listener::onIoLag);
        this.connector = connector;
        this.io = io;
        this.clock = clock;
        this.faults = faults;
        this.signer = signer;
        this.listener = listener;
        startedAt = clock.now();
    }

    /** Starts an attempt; there must be none in flight. */
    void request() {
        if (isClosed) {
            return;
        }
        assert !inFlight : "two attempts at once to " + peer.id();
        inFlight = true;
        startedAt = clock.now();
        attempt++;
        deadline.start(() -> end(HeartbeatResult.timeout(timeout())));
        send();
    }

    private String timeout() {
        return connecting != null && connecting.hasNoAddress()
                ? Callbacks.reason(connector.lookupTimeout())
                : "no complete response within " + deadline.duration().toMillis() + " ms";
    }

    /** Sends a last request that announces the leave, after the attempt in flight. Needless if the peer is gone or leaves. */
    void announceLeave(Runnable onNeedless) {
        onNeedlessLeave = onNeedless;
        isLeavePending = inFlight;
        if (!inFlight) {
            request();
        }
    }

    /** Must run before the I/O thread ends, which then accepts no callbacks of a broken connection. */
    void close() {
        isClosed = true;
        inFlight = false;
        deadline.cancel();
        cancelConnect();
        dropConnection();
    }

    /** A request that an injected fault drops ends by its deadline, like any other without a response. */
    private void send() {
        SendDecision decision = faults.sendDecision(peer.id());
        if (decision.isImmediate()) {
            sendNow();
        } else if (!decision.isLost()) {
            int number = attempt;
            io.executeAfter(
                    () -> {
                        if (isCurrent(number)) {
                            sendNow();
                        }
                    },
                    decision.delayNanos(),
                    TimeUnit.NANOSECONDS);
        }
    }

    private void sendNow() {
        ClientConnection open = connection;
        if (open != null && open.isOpen()) {
            isReused = true;
            send(open, attempt);
        } else {
            connect(attempt);
        }
    }

    private void connect(int number) {
        isReused = false;
        closesAfterResponse = false;
        connection = null;
        connect(opened -> connected(number, opened), e -> {
            if (isCurrent(number)) {
                end(HeartbeatResult.notConnected(connector.address(), e));
            }
        });
    }

    /** Cancels the connect in progress and starts another. */
    private void connect(Consumer<ClientConnection> completed, Consumer<IOException> failed) {
        cancelConnect();
        connecting = connector.attempt(Callbacks.of(completed, failed));
        connecting.begin();
    }

    private void cancelConnect() {
        if (connecting != null) {
            connecting.cancel();
            connecting = null;
        }
    }

    private void connected(int number, ClientConnection opened) {
        if (!isCurrent(number)) {
            ImmediateClose.close(opened);
            return;
        }
        connection = opened;
        opened.addCloseListener(this::onClosed);
        send(opened, number);
    }

    private void send(ClientConnection open, int number) {
        HeartbeatRequest.send(open, peer, self, onNeedlessLeave != null, signer, new HeartbeatRequest.Listener() {
            @Override
            public void onHead(boolean isKeptAlive) {
                // Before the body: Undertow closes such a connection while it reads the end of the body.
                closesAfterResponse = isCurrent(number) && !isKeptAlive;
            }

            @Override
            public void onResult(HeartbeatResult result) {
                completed(number, result);
            }

            @Override
            public void onBroken(IOException e) {
                broken(number, e);
            }
        });
    }

    private void completed(int number, HeartbeatResult result) {
        if (!isCurrent(number)) {
            return;
        }
        if (closesAfterResponse) {
            dropConnection();
        }
        end(result);
    }

    /** Called by Undertow before a pending request fails, or while none is pending. */
    private void onClosed(ClientConnection closed) {
        if (connection != closed) {
            return;
        }
        connection = null;
        // A real cut would hide the broken connection from this node.
        if (closesAfterResponse || faults.isCutTo(peer.id())) {
            return;
        }
        if (inFlight) {
            broken(attempt, new IOException("connection closed"));
        } else {
            listener.onLost(peer.id());
        }
    }

    private void broken(int number, IOException e) {
        if (!isCurrent(number)) {
            return;
        }
        if (isReused) {
            // The peer may have closed the idle connection while the request was sent: retry on a new one.
            dropConnection();
            connect(number);
        } else {
            end(HeartbeatResult.reset(connector.address(), e));
        }
    }

    private void end(HeartbeatResult result) {
        inFlight = false;
        deadline.cancel();
        cancelConnect();
        // Another process may listen at that address: use the host's next one.
        boolean isElsewhere = result.mayBeOtherProcess() && connector.preferNext();
        if (isElsewhere || result.needsNewConnection()) {
            dropConnection();
        }
        if (onNeedlessLeave != null) {
            if (isLeavePending) {
                isLeavePending = false;
                request();
            } else if (result.evidence() != Evidence.OK) {
                onNeedlessLeave.run();
            }
            return;
        }
        ClockReading now = clock.now();
        listener.onEnd(result.attempt(peer.id(), now, now.since(startedAt)));
        if (result.evidence() == Evidence.TIMEOUT && connection == null && !faults.isCutTo(peer.id())) {
            openIdle();
        }
    }

    /**
     * Opens an idle connection after a timeout, because its break reports at once that a hung process ended. The
     * operating system accepts the connection even if the process hangs.
     */
    private void openIdle() {
        int number = attempt;
        connect(
                opened -> {
                    if (isClosed || inFlight || attempt != number || connection != null) {
                        ImmediateClose.close(opened);
                        return;
                    }
                    connection = opened;
                    closesAfterResponse = false;
                    opened.addCloseListener(this::onClosed);
                },
                ignored -> {});
    }

    private boolean isCurrent(int number) {
        return inFlight && attempt == number;
    }

    private void dropConnection() {
        ClientConnection dropped = connection;
        connection = null;
        if (dropped != null) {
            ImmediateClose.close(dropped);
        }
    }
}

package dev.telltale.node.http.client;

import dev.telltale.auth.MessageSigner;
import dev.telltale.fault.SendDecision;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.http.protocol.Callbacks;
import dev.telltale.node.http.protocol.HttpApi;
import dev.telltale.node.http.protocol.ImmediateClose;
import dev.telltale.node.http.protocol.SignedRequest;
import dev.telltale.wire.ProbeJson;
import dev.telltale.wire.WireException;
import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.ClientExchange;
import io.undertow.client.ClientRequest;
import io.undertow.client.ClientResponse;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/**
 * One probe request to a helper, on a connection of its own: a helper may take as long as an attempt, and heartbeat
 * requests to it must not wait for that. I/O thread only.
 */
final class ProbeCall {
    private final Route route;
    private final Connector connector;
    private final @Nullable MessageSigner signer;
    private final Consumer<NodeEvent.ProbeCompleted> listener;
    private final XnioExecutor.Key timer;
    private Connector.@Nullable ConnectAttempt connecting;
    private @Nullable ClientConnection connection;
    private boolean isDone;

    /** The requesting node, the helper, and the subject of a probe. */
    record Route(NodeId self, NodeId helper, NodeId subject) {}

    private ProbeCall(
            Route route,
            Connector connector,
            @Nullable MessageSigner signer,
            XnioIoThread io,
            long timeoutNanos,
            Consumer<NodeEvent.ProbeCompleted> listener) {
        this.route = route;
        this.connector = connector;
        this.signer = signer;
        this.listener = listener;
        timer = io.executeAfter(() -> end(null, null), timeoutNanos, TimeUnit.NANOSECONDS);
    }

    /** Sends a request. The listener is called once, within the timeout. */
    static void send(
            Route route,
            Connector connector,
            @Nullable MessageSigner signer,
            XnioIoThread io,
            long timeoutNanos,
            SendDecision decision,
            Consumer<NodeEvent.ProbeCompleted> listener) {
        var call = new ProbeCall(route, connector, signer, io, timeoutNanos, listener);
        if (decision.isImmediate()) {
            call.connect();
        } else if (!decision.isLost()) {
            io.executeAfter(call::connect, decision.delayNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void connect() {
        if (!isDone) {
            connecting = connector.attempt(callback(this::request));
            connecting.begin();
        }
    }

    private void request(ClientConnection opened) {
        if (isDone) {
            ImmediateClose.close(opened);
            return;
        }
        connection = opened;
        var request = new ClientRequest()
                .setMethod(Methods.GET)
                .setPath(HttpApi.PROBE + '?' + HttpApi.SUBJECT + '=' + route.subject());
        request.getRequestHeaders().put(Headers.HOST, connector.address().toString());
        request.getRequestHeaders().put(HttpApi.FROM, route.self().value());
        SignedRequest signed = SignedRequest.sign(request, route.helper(), signer);
        opened.sendRequest(
                request, callback(sent -> sent.setResponseListener(callback(exchange -> read(exchange, signed)))));
    }

    private void read(ClientExchange exchange, SignedRequest signed) {
        BodyReader.read(exchange, new BodyReader.Listener() {
            @Override
            public void onBody(byte[] bytes, int length) {
                ClientResponse response = exchange.getResponse();
                if (signed.isAuthentic(response, bytes, length)) {
                    evaluate(response.getResponseCode(), bytes, length);
                } else {
                    end(null, null);
                }
            }

            @Override
            public void onTooLarge() {
                end(null, null);
            }

            @Override
            public void onBroken(IOException e) {
                end(null, null);
            }
        });
    }

    private void evaluate(int code, byte[] bytes, int length) {
        try {
            ProbeJson result = code == StatusCodes.OK ? ProbeJson.read(bytes, length) : null;
            if (result != null && result.subject().equals(route.subject())) {
                end(result.evidence(), result.incarnation());
                return;
            }
        } catch (WireException malformed) {
            // Treated as no response.
        }
        end(null, null);
    }

    private void end(@Nullable Evidence evidence, @Nullable Long incarnation) {
        if (isDone) {
            return;
        }
        isDone = true;
        timer.remove();
        if (connecting != null) {
            connecting.cancel();
        }
        ClientConnection open = connection;
        if (open != null) {
            ImmediateClose.close(open);
        }
        listener.accept(new NodeEvent.ProbeCompleted(route.helper(), route.subject(), evidence, incarnation));
    }

    private <T> ClientCallback<T> callback(Consumer<T> completed) {
        return Callbacks.of(completed, failure -> end(null, null));
    }
}

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
 * One question to a helper about a subject, on a connection of its own: a helper may take as long as an attempt, and its
 * heartbeats must not wait behind that. I/O thread only.
 */
final class ProbeCall {
    private final Route question;
    private final Connector dialer;
    private final @Nullable MessageSigner seals;
    private final Consumer<NodeEvent.Probed> listener;
    private final XnioExecutor.Key alarm;
    private Connector.@Nullable ConnectAttempt connecting;
    private @Nullable ClientConnection connection;
    private boolean isDone;

    /** Who asks whom about whom. */
    record Route(NodeId self, NodeId helper, NodeId subject) {}

    private ProbeCall(
            Route question,
            Connector dialer,
            @Nullable MessageSigner seals,
            XnioIoThread io,
            long patienceNanos,
            Consumer<NodeEvent.Probed> listener) {
        this.question = question;
        this.dialer = dialer;
        this.seals = seals;
        this.listener = listener;
        alarm = io.executeAfter(() -> end(null, null), patienceNanos, TimeUnit.NANOSECONDS);
    }

    /** The listener is called once, within the patience. */
    static void ask(
            Route question,
            Connector dialer,
            @Nullable MessageSigner seals,
            XnioIoThread io,
            long patienceNanos,
            SendDecision passage,
            Consumer<NodeEvent.Probed> listener) {
        var call = new ProbeCall(question, dialer, seals, io, patienceNanos, listener);
        if (passage.isFree()) {
            call.connect();
        } else if (!passage.isLost()) {
            io.executeAfter(call::connect, passage.delayNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void connect() {
        if (!isDone) {
            connecting = dialer.attempt(callback(this::request));
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
                .setPath(HttpApi.PROBE + '?' + HttpApi.SUBJECT + '=' + question.subject());
        request.getRequestHeaders().put(Headers.HOST, dialer.address().toString());
        request.getRequestHeaders().put(HttpApi.FROM, question.self().value());
        SignedRequest sealed = SignedRequest.seal(request, question.helper(), seals);
        opened.sendRequest(
                request, callback(sent -> sent.setResponseListener(callback(answered -> read(answered, sealed)))));
    }

    private void read(ClientExchange answered, SignedRequest sealed) {
        BodyReader.read(answered, new BodyReader.Listener() {
            @Override
            public void onBody(byte[] bytes, int length) {
                ClientResponse response = answered.getResponse();
                if (sealed.isProvenBy(response, bytes, length)) {
                    take(response.getResponseCode(), bytes, length);
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

    private void take(int code, byte[] bytes, int length) {
        try {
            ProbeJson answer = code == StatusCodes.OK ? ProbeJson.read(bytes, length) : null;
            if (answer != null && answer.subject().equals(question.subject())) {
                end(answer.evidence(), answer.incarnation());
                return;
            }
        } catch (WireException nonsense) {
            // As good as no answer.
        }
        end(null, null);
    }

    private void end(@Nullable Evidence evidence, @Nullable Long incarnation) {
        if (isDone) {
            return;
        }
        isDone = true;
        alarm.remove();
        if (connecting != null) {
            connecting.cancel();
        }
        ClientConnection open = connection;
        if (open != null) {
            ImmediateClose.close(open);
        }
        listener.accept(new NodeEvent.Probed(question.helper(), question.subject(), evidence, incarnation));
    }

    private <T> ClientCallback<T> callback(Consumer<T> completed) {
        return Callbacks.of(completed, failure -> end(null, null));
    }
}

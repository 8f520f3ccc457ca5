package dev.telltale.node.http;

import dev.telltale.faults.Passage;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.node.Signal;
import dev.telltale.seal.Seals;
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
    private final Question question;
    private final Dialer dialer;
    private final @Nullable Seals seals;
    private final Consumer<Signal.Probed> listener;
    private final XnioExecutor.Key alarm;
    private Dialer.@Nullable ConnectAttempt connecting;
    private @Nullable ClientConnection connection;
    private boolean isDone;

    /** Who asks whom about whom. */
    record Question(NodeId self, NodeId helper, NodeId subject) {}

    private ProbeCall(
            Question question,
            Dialer dialer,
            @Nullable Seals seals,
            XnioIoThread io,
            long patienceNanos,
            Consumer<Signal.Probed> listener) {
        this.question = question;
        this.dialer = dialer;
        this.seals = seals;
        this.listener = listener;
        alarm = io.executeAfter(() -> end(null, null), patienceNanos, TimeUnit.NANOSECONDS);
    }

    /** The listener is called once, within the patience. */
    static void ask(
            Question question,
            Dialer dialer,
            @Nullable Seals seals,
            XnioIoThread io,
            long patienceNanos,
            Passage passage,
            Consumer<Signal.Probed> listener) {
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
            HardClose.close(opened);
            return;
        }
        connection = opened;
        var request = new ClientRequest()
                .setMethod(Methods.GET)
                .setPath(Paths.PROBE + '?' + Paths.SUBJECT + '=' + question.subject());
        request.getRequestHeaders().put(Headers.HOST, dialer.address().toString());
        request.getRequestHeaders().put(Paths.FROM, question.self().value());
        SealedQuestion sealed = SealedQuestion.seal(request, question.helper(), seals);
        opened.sendRequest(
                request, callback(sent -> sent.setResponseListener(callback(answered -> read(answered, sealed)))));
    }

    private void read(ClientExchange answered, SealedQuestion sealed) {
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
            HardClose.close(open);
        }
        listener.accept(new Signal.Probed(question.helper(), question.subject(), evidence, incarnation));
    }

    private <T> ClientCallback<T> callback(Consumer<T> completed) {
        return Callbacks.of(completed, failure -> end(null, null));
    }
}

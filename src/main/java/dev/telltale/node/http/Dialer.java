package dev.telltale.node.http;

import dev.telltale.model.Address;
import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.connector.ByteBufferPool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.RejectedExecutionException;
import org.xnio.IoFuture;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.XnioIoThread;

/** Opens connections to one address. A name is looked up on a worker thread, since that may block; a number is not. */
final class Dialer {
    private static final OptionMap OPTIONS = OptionMap.create(Options.TCP_NODELAY, true);

    private final Address address;
    private final XnioIoThread io;
    private final ByteBufferPool buffers;
    private final boolean isLiteral;

    Dialer(Address address, XnioIoThread io, ByteBufferPool buffers) {
        this.address = address;
        this.io = io;
        this.buffers = buffers;
        isLiteral = address.host().indexOf(':') >= 0 || address.host().matches("[0-9.]+");
    }

    Address address() {
        return address;
    }

    /** The callback is called on the I/O thread. */
    void connect(ClientCallback<ClientConnection> callback) {
        if (isLiteral) {
            dial(address, callback);
            return;
        }
        try {
            io.getWorker().execute(() -> lookUp(callback));
        } catch (RejectedExecutionException e) {
            callback.failed(new IOException("no thread free to look up " + address.host(), e));
        }
    }

    private void lookUp(ClientCallback<ClientConnection> callback) {
        try {
            String found = InetAddress.getByName(address.host()).getHostAddress();
            io.execute(() -> dial(new Address(found, address.port()), callback));
        } catch (UnknownHostException e) {
            io.execute(() -> callback.failed(new IOException("unknown host " + address.host(), e)));
        }
    }

    private void dial(Address target, ClientCallback<ClientConnection> callback) {
        io.openStreamConnection(
                        new InetSocketAddress(target.host(), target.port()),
                        opened -> callback.completed(AnswerLimit.client(opened, buffers)),
                        OPTIONS)
                .addNotifier(
                        (future, ignored) -> {
                            if (future.getStatus() == IoFuture.Status.FAILED) {
                                callback.failed(future.getException());
                            }
                        },
                        null);
    }
}

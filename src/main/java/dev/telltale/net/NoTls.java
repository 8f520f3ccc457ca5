package dev.telltale.net;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS that makes no connection. Nodes are reached by plain HTTP, and the HTTP client would otherwise load the TLS
 * provider and the system's certificates when it is created.
 */
final class NoTls extends SSLContextSpi {
    private static final String REASON = "nodes are reached by plain HTTP";

    private NoTls() {}

    static SSLContext context() {
        return new Context(new NoTls());
    }

    private static final class Context extends SSLContext {
        Context(SSLContextSpi none) {
            super(none, null, "none");
        }
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, @Nullable SecureRandom random)
            throws KeyManagementException {
        throw new KeyManagementException(REASON);
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        throw new UnsupportedOperationException(REASON);
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        throw new UnsupportedOperationException(REASON);
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        throw new UnsupportedOperationException(REASON);
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        throw new UnsupportedOperationException(REASON);
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        throw new UnsupportedOperationException(REASON);
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        throw new UnsupportedOperationException(REASON);
    }
}

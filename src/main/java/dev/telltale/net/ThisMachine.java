package dev.telltale.net;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/** The addresses of this machine, as far as this process sees its interfaces: a container has its own. */
public final class ThisMachine {
    private ThisMachine() {}

    public static boolean has(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}

package dev.telltale.net;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/** Knows the addresses of this machine's network interfaces; in a container, those of the container. */
public final class ThisMachine {
    private ThisMachine() {}

    /** Whether the address is a loopback, wildcard or interface address of this machine. Queries the system. */
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

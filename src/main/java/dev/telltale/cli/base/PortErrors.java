package dev.telltale.cli.base;

import dev.telltale.model.Address;
import dev.telltale.platform.PortOwner;
import java.net.BindException;
import java.util.Optional;

/** Explains in one sentence why a node cannot listen on its port. */
public final class PortErrors {
    private PortErrors() {}

    public static String sentence(Address address, BindException failure) {
        String reason = String.valueOf(failure.getMessage());
        if (!reason.contains("in use")) {
            return "Port " + address.port() + " on " + address.host() + " cannot be used: " + reason;
        }
        Optional<String> owner = PortOwner.find(address.port()).map(PortOwner::toString);
        return "Port " + address.port() + " on " + address.host() + " is taken"
                + owner.map(name -> " by " + name).orElse("")
                + "; end that process or choose another port";
    }
}

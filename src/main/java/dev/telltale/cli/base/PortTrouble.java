package dev.telltale.cli.base;

import dev.telltale.model.Address;
import dev.telltale.platform.PortOwner;
import java.net.BindException;
import java.util.Optional;

/** Why a node cannot have its port, in one sentence. */
public final class PortTrouble {
    private PortTrouble() {}

    public static String sentence(Address address, BindException failure) {
        String reason = String.valueOf(failure.getMessage());
        if (!reason.contains("in use")) {
            return "Port " + address.port() + " on " + address.host() + " cannot be used: " + reason;
        }
        Optional<String> holder = PortOwner.find(address.port()).map(PortOwner::toString);
        return "Port " + address.port() + " on " + address.host() + " is taken"
                + holder.map(name -> " by " + name).orElse("")
                + "; end that process or choose another port";
    }
}

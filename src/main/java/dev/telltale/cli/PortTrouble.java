package dev.telltale.cli;

import dev.telltale.launcher.PortHolder;
import dev.telltale.model.Address;
import java.net.BindException;
import java.util.Optional;

/** Why a node cannot have its port, in one sentence. */
final class PortTrouble {
    private PortTrouble() {}

    static String sentence(Address address, BindException failure) {
        String reason = String.valueOf(failure.getMessage());
        if (!reason.contains("in use")) {
            return "Port " + address.port() + " on " + address.host() + " cannot be used: " + reason;
        }
        Optional<String> holder = PortHolder.find(address.port()).map(PortHolder::toString);
        return "Port " + address.port() + " on " + address.host() + " is taken"
                + holder.map(name -> " by " + name).orElse("")
                + "; end that process or choose another port";
    }
}

package dev.telltale.cli;

import dev.telltale.model.Address;

/** A port on the command line. Apart from picocli, so that a launched node need not load it. */
final class PortWord {
    private PortWord() {}

    static Integer read(String text) {
        return Address.parse("localhost:" + text).port();
    }
}

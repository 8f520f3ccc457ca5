package dev.telltale.cli.base;

import dev.telltale.model.Address;

/** A port on the command line. Apart from picocli, so that a launched node need not load it. */
public final class PortConverter {
    private PortConverter() {}

    public static Integer read(String text) {
        return Address.parse("localhost:" + text).port();
    }
}

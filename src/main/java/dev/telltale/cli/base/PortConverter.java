package dev.telltale.cli.base;

import dev.telltale.model.Address;

/** Parses a port. Does not use picocli, so that a launched node does not load it. */
public final class PortConverter {
    private PortConverter() {}

    public static Integer read(String text) {
        return Address.parse("localhost:" + text).port();
    }
}

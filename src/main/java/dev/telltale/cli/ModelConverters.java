package dev.telltale.cli;

import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.Quoted;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Words of the command line to values. */
final class ModelConverters {
    private ModelConverters() {}

    static void registerIn(CommandLine command) {
        command.registerConverter(NodeId.class, text -> checked(() -> new NodeId(text)));
        command.registerConverter(Member.class, text -> checked(() -> member(text)));
    }

    private static Member member(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(
                    "a peer is id=host:port, for example node2=127.0.0.1:8002, found " + Quoted.of(text));
        }
        Address address = Address.parse(text.substring(equals + 1));
        if (address.port() == 0) {
            throw new IllegalArgumentException("a peer has a port from 1 to 65535, found 0");
        }
        return new Member(new NodeId(text.substring(0, equals)), address);
    }

    private interface Reading<T> {
        T read();
    }

    private static <T> T checked(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}

package dev.telltale.cli;

import dev.telltale.config.Durations;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.Quoted;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words of the command line to values. */
final class ModelConverters {
    private ModelConverters() {}

    static void registerIn(CommandLine command) {
        command.registerConverter(NodeId.class, checked(NodeId::new));
        command.registerConverter(Member.class, checked(ModelConverters::member));
        command.registerConverter(Duration.class, checked(Durations::parse));
    }

    /** Reads {@code id=host:port}. */
    static Member member(String text) {
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

    private static <T> ITypeConverter<T> checked(Function<String, T> reader) {
        return text -> {
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }
}

package dev.telltale.cli.base;

import dev.telltale.config.DetectionKeys;
import dev.telltale.model.Address;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.text.Durations;
import dev.telltale.text.SafeText;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converters from command-line arguments to values of the model. */
public final class ModelConverters {
    private ModelConverters() {}

    public static void registerIn(CommandLine command) {
        command.registerConverter(NodeId.class, checked(NodeId::new));
        command.registerConverter(Member.class, checked(ModelConverters::peer));
        // Every Integer argument is a port.
        command.registerConverter(
                Integer.class,
                checked(text -> Address.parse("localhost:" + text).port()));
        command.registerConverter(DetectorKind.class, checked(DetectionKeys::detector));
        command.registerConverter(Duration.class, checked(Durations::parse));
        command.registerConverter(long.class, checked(ModelConverters::integer));
        command.registerConverter(Long.class, checked(ModelConverters::integer));
        command.registerConverter(double.class, checked(ModelConverters::number));
    }

    private static Member peer(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(
                    "a peer is id=host:port, for example node2=127.0.0.1:8002, found " + SafeText.of(text));
        }
        Address address = Address.parse(text.substring(equals + 1));
        if (address.port() == 0) {
            throw new IllegalArgumentException("a peer has a port from 1 to 65535, found 0");
        }
        return new Member(NodeId.ofMember(text.substring(0, equals)), address);
    }

    private static Long integer(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("found " + SafeText.of(text) + "; give a whole number", e);
        }
    }

    private static Double number(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("found " + SafeText.of(text) + "; give a number, for example 0.01", e);
        }
    }

    /** Converts {@code --cluster}: the same characters as a node id, but another name in messages. */
    public static final class ClusterName implements ITypeConverter<NodeId> {
        @Override
        public NodeId convert(String text) {
            try {
                return new NodeId(NodeId.name("a cluster's name", text));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Completion candidates for a detector: the names that are parsed, not those of the enum constants. */
    public static final class DetectorWords implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return DetectorKind.ALL.stream().map(DetectorKind::id).iterator();
        }
    }

    private static <T> ITypeConverter<T> checked(Function<String, T> reader) {
        return new Checked<>(reader);
    }

    /** Not a lambda, which would exclude picocli's interface from the class-data archive. */
    private record Checked<T>(Function<String, T> reader) implements ITypeConverter<T> {
        @Override
        public T convert(String text) {
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}

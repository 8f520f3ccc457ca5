package dev.telltale.cli;

import dev.telltale.config.DetectionKeys;
import dev.telltale.config.Durations;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words of the command line to values. */
final class ModelConverters {
    private ModelConverters() {}

    static void registerIn(CommandLine command) {
        command.registerConverter(NodeId.class, checked(NodeId::new));
        command.registerConverter(Member.class, checked(PeerWord::read));
        // Every whole number on the command line is a port.
        command.registerConverter(Integer.class, checked(PortWord::read));
        command.registerConverter(DetectorKind.class, checked(DetectionKeys::detector));
        command.registerConverter(Duration.class, checked(Durations::parse));
    }

    /** What completion offers for a detector: the words that are read, which are not Java's names of the constants. */
    static final class DetectorWords implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return DetectorKind.ALL.stream().map(DetectorKind::word).iterator();
        }
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

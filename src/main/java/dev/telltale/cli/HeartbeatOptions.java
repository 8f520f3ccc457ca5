package dev.telltale.cli;

import dev.telltale.config.Durations;
import dev.telltale.model.HeartbeatSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --interval} and {@code --timeout}, which beat the config. */
final class HeartbeatOptions {

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How often each peer is asked, 10ms to 1h (config: heartbeat_interval).")
    private @Nullable Duration interval;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Silence after which a peer is down; larger than the interval (config: heartbeat_timeout).")
    private @Nullable Duration timeout;

    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return Durations.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    boolean areComplete() {
        return interval != null && timeout != null;
    }

    HeartbeatSettings over(HeartbeatSettings base) throws CommandException {
        try {
            return new HeartbeatSettings(
                    interval == null ? base.interval() : interval, timeout == null ? base.timeout() : timeout);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--interval and --timeout do not go together: " + e.getMessage() + ".");
        }
    }
}

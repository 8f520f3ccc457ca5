package dev.telltale.dashboard.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** One line per log record, with the time in UTC, and the stack trace; the same in every locale. */
final class LogLineFormatter extends Formatter {
    @Override
    public String format(LogRecord logged) {
        var line = new StringWriter();
        line.append(logged.getInstant().toString())
                .append(' ')
                .append(logged.getLevel().getName())
                .append(' ')
                .append(String.valueOf(logged.getSourceClassName()))
                .append(": ")
                .append(message(logged))
                .append(System.lineSeparator());
        if (logged.getThrown() != null) {
            logged.getThrown().printStackTrace(new PrintWriter(line, true));
        }
        return line.toString();
    }

    private static String message(LogRecord logged) {
        Object[] values = logged.getParameters();
        return values == null || values.length == 0
                ? String.valueOf(logged.getMessage())
                : new MessageFormat(logged.getMessage(), Locale.ROOT).format(values);
    }
}

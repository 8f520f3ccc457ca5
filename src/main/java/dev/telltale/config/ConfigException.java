package dev.telltale.config;

/** A setting that cannot be used. The message is one sentence: where, what was found, what would be right. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }
}

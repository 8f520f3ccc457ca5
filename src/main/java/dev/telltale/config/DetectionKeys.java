package dev.telltale.config;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.text.Durations;
import dev.telltale.text.SafeText;
import java.util.ArrayList;
import java.util.List;

/** The detection settings by key, as in the config and after {@code --tune} on the command line. */
public final class DetectionKeys {
    public static final String DETECTOR = "detector";
    private static final String FAILURES = "failure_threshold";
    private static final String SUCCESSES = "success_threshold";
    private static final String FLAP_WINDOW = "flap_window";
    private static final String PHI = "phi_threshold";
    private static final String PROBES = "indirect_probes";

    /** All keys but the detector's. */
    public static final List<String> TUNING = List.of(FAILURES, SUCCESSES, FLAP_WINDOW, PHI, PROBES);

    private DetectionKeys() {}

    /**
     * The detector of this name.
     *
     * @throws IllegalArgumentException with a message for the user if there is none
     */
    public static DetectorKind detector(String word) {
        return DetectorKind.parse(word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "found " + SafeText.of(word) + "; the detectors are " + DetectorKind.words()));
    }

    /**
     * The settings with one of them changed.
     *
     * @throws IllegalArgumentException with a message for the user if key or value is not valid
     */
    public static DetectionSettings with(DetectionSettings base, String key, String value) {
        int failures = base.failureThreshold();
        int successes = base.successThreshold();
        var flapWindow = base.flapWindow();
        double phi = base.phiThreshold();
        int probes = base.indirectProbes();
        switch (key) {
            case FAILURES -> failures = whole(key, value);
            case SUCCESSES -> successes = whole(key, value);
            case FLAP_WINDOW -> flapWindow = Durations.parse(value);
            case PHI -> phi = number(key, value);
            case PROBES -> probes = whole(key, value);
            default ->
                throw new IllegalArgumentException(
                        "found " + SafeText.of(key) + "; what can be tuned is " + String.join(", ", TUNING));
        }
        return new DetectionSettings(base.deciding(), failures, successes, flapWindow, phi, probes);
    }

    /** The same for an argument like {@code failure_threshold=2}. */
    public static DetectionSettings with(DetectionSettings base, String argument) {
        int equals = argument.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("a setting is KEY=VALUE, found " + SafeText.of(argument));
        }
        return with(base, argument.substring(0, equals), argument.substring(equals + 1));
    }

    /** The arguments for {@link #with(DetectionSettings, String)} that turn the defaults into these settings. */
    public static List<String> differences(DetectionSettings settings) {
        DetectionSettings defaults = DetectionSettings.DEFAULT;
        List<String> arguments = new ArrayList<>();
        add(arguments, FAILURES, settings.failureThreshold(), defaults.failureThreshold());
        add(arguments, SUCCESSES, settings.successThreshold(), defaults.successThreshold());
        add(arguments, FLAP_WINDOW, Durations.format(settings.flapWindow()), Durations.format(defaults.flapWindow()));
        add(arguments, PHI, settings.phiThreshold(), defaults.phiThreshold());
        add(arguments, PROBES, settings.indirectProbes(), defaults.indirectProbes());
        return arguments;
    }

    private static void add(List<String> arguments, String key, Object value, Object defaultValue) {
        if (!value.equals(defaultValue)) {
            arguments.add(key + '=' + value);
        }
    }

    private static int whole(String key, String value) {
        if (!value.matches("[0-9]{1,6}")) {
            throw new IllegalArgumentException(key + " is a whole number, found " + SafeText.of(value));
        }
        return Integer.parseInt(value);
    }

    private static double number(String key, String value) {
        if (!value.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")) {
            throw new IllegalArgumentException(key + " is a number, found " + SafeText.of(value));
        }
        return Double.parseDouble(value);
    }
}

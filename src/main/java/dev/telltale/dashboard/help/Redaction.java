package dev.telltale.dashboard.help;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Removes keys and tokens from text, always; and the names of hosts and users, unless they are wanted. Immutable; any
 * thread.
 */
final class Redaction {
    private static final String REMOVED = "(removed)";
    /** A value that is named as a secret. */
    private static final Pattern NAMED = Pattern.compile(
            "(?i)((?:key|token|secret|password|authorization)[\"']?\\s*[:=]\\s*[\"']?(?:bearer\\s+)?)[^\\s\"',;]+");
    /** A key or a token wherever it stands: 32 characters with a digit, or base64 with its padding. */
    private static final Pattern SECRET = Pattern.compile(
            "(?<![\\w-])(?=[A-Za-z_-]*[0-9])[\\w-]{32,}(?![\\w-])|(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40,}={1,2}");

    private final Map<Pattern, String> replacements = new LinkedHashMap<>();

    /**
     * @param secrets exact texts, such as the content of the key file
     * @param hosts names and addresses of machines
     * @param users names of users
     * @param home the home folder of the user; may be empty
     */
    Redaction(List<String> secrets, List<String> hosts, List<String> users, String home) {
        secrets.stream()
                .map(String::trim)
                .filter(secret -> !secret.isEmpty())
                .forEach(secret -> replacements.put(Pattern.compile(Pattern.quote(secret)), REMOVED));
        if (home.length() > 1) {
            replacements.put(Pattern.compile(Pattern.quote(home), Pattern.CASE_INSENSITIVE), "~");
        }
        hosts.forEach(host -> put(host, "(host)"));
        users.forEach(user -> put(user, "(user)"));
    }

    private void put(String name, String replacement) {
        if (!name.isBlank()) {
            replacements.put(
                    Pattern.compile(
                            "(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])",
                            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
                    replacement);
        }
    }

    /** Removes only keys and tokens. */
    static Redaction ofSecrets(List<String> secrets) {
        return new Redaction(secrets, List.of(), List.of(), "");
    }

    /**
     * Removes also the names of this machine, of its user and of these hosts. Asks the system for the name of the machine,
     * which may block; not on the FX thread.
     */
    static Redaction ofSecretsAndNames(List<String> secrets, List<String> hosts) {
        List<String> machines = Stream.concat(hosts.stream(), names())
                .filter(Objects::nonNull)
                .filter(host -> !host.equals("localhost") && !host.startsWith("127."))
                .flatMap(host -> Stream.of(host, isAddress(host) ? host : host.split("\\.", 2)[0]))
                .distinct()
                .toList();
        return new Redaction(
                secrets, machines, List.of(System.getProperty("user.name", "")), System.getProperty("user.home", ""));
    }

    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    }

    private static Stream<String> names() {
        Stream<String> environment =
                Stream.of("HOSTNAME", "COMPUTERNAME").map(System::getenv).filter(Objects::nonNull);
        try {
            return Stream.concat(
                    environment, Stream.of(InetAddress.getLocalHost().getHostName()));
        } catch (UnknownHostException e) {
            return environment;
        }
    }

    /** The text without secrets and names. */
    String clean(String text) {
        String cleaned = text;
        for (Map.Entry<Pattern, String> entry : replacements.entrySet()) {
            cleaned = entry.getKey().matcher(cleaned).replaceAll(Matcher.quoteReplacement(entry.getValue()));
        }
        cleaned = NAMED.matcher(cleaned).replaceAll("$1" + Matcher.quoteReplacement(REMOVED));
        return SECRET.matcher(cleaned).replaceAll(Matcher.quoteReplacement(REMOVED));
    }

    /** Whether {@link #clean} would change nothing. */
    boolean isClean(String text) {
        return clean(text).equals(text);
    }
}

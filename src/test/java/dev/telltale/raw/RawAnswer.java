package dev.telltale.raw;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came back.
 *
 * @param code 0 when the other side closed without a word
 * @param headers by their names in small letters
 */
public record RawAnswer(int code, Map<String, String> headers, String body) {
    static RawAnswer of(String head, String body) {
        String[] lines = head.split("\r\n", -1);
        if (!lines[0].matches("HTTP/1\\.[01] [0-9]{3} .*")) {
            return new RawAnswer(0, Map.of(), head);
        }
        var headers = new TreeMap<String, String>();
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).trim());
        }
        return new RawAnswer(Integer.parseInt(lines[0].substring(9, 12)), headers, body);
    }

    int length() {
        return Integer.parseInt(headers.getOrDefault("content-length", "0"));
    }
}

package dev.telltale.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The style sheets of reports and drawings, which share one palette for light and dark. */
public final class StyleSheet {
    private static final Pattern COLOUR = Pattern.compile("(--[a-z-]+): (#[0-9a-f]+);");

    private StyleSheet() {}

    /** The palette and this sheet; it contains no character that HTML must escape. */
    public static String of(String name) {
        return read("palette.css") + read(name);
    }

    /**
     * This sheet with the colours in place of their names, light ones first, for a drawing in a file of its own: not
     * every program that shows drawings knows variables and dark displays.
     */
    public static String standalone(String name) {
        String[] palettes = read("palette.css").split("@media", 2);
        String sheet = read(name);
        return named(sheet, palettes[0]) + "@media (prefers-color-scheme: dark) {\n" + named(sheet, palettes[1])
                + "}\n";
    }

    private static String named(String sheet, String palette) {
        String named = sheet;
        Matcher colour = COLOUR.matcher(palette);
        while (colour.find()) {
            named = named.replace("var(" + colour.group(1) + ")", colour.group(2));
        }
        return named;
    }

    private static String read(String name) {
        try (InputStream css = StyleSheet.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(css, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

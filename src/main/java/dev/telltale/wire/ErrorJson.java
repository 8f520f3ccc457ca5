package dev.telltale.wire;

import dev.telltale.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of an error response of a node: {@code {"error":"...","hint":"..."}}, with a code where programs need one. */
public final class ErrorJson {
    /** The code of a node that was started without {@code --allow-faults}. */
    public static final String NO_FAULTS_ALLOWED = "no_faults_allowed";

    private static final int MAX_LENGTH = 160;
    private static final int FORBIDDEN = 403;

    private ErrorJson() {}

    public static byte[] write(String error, String hint) {
        return write(error, hint, null);
    }

    /**
     * Writes an error.
     *
     * @param code for programs, which must not decide on the texts; null if there is none
     */
    public static byte[] write(String error, String hint, @Nullable String code) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("error", error);
            json.writeStringField("hint", hint);
            if (code != null) {
                json.writeStringField("code", code);
            }
            json.writeEndObject();
        });
    }

    /** Text for an error status: "status 403: ..." with the node's own reason, other codes as "status 500". */
    public static String status(int code, byte[] body, int length) {
        String reason =
                code == FORBIDDEN ? read(body, length).map(text -> ": " + text).orElse("") : "";
        return "status " + code + reason;
    }

    /** The code; empty if there is none or the bytes are not such a response. */
    public static Optional<String> code(byte[] bytes, int length) {
        return texts(bytes, length, "code").stream().findFirst();
    }

    /** The error and the hint, made safe to print; empty if the bytes are not such a response. */
    public static Optional<String> read(byte[] bytes, int length) {
        String text = SafeText.plain(String.join("; ", texts(bytes, length, "error", "hint")), MAX_LENGTH);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** The texts of these fields, in the order of the response; empty if the bytes are not such a response. */
    private static List<String> texts(byte[] bytes, int length, String... fields) {
        List<String> wanted = List.of(fields);
        List<String> texts = new ArrayList<>();
        try {
            Json.read(bytes, length, (name, json) -> {
                String text = wanted.contains(name) ? Json.text(name, json) : null;
                if (text != null) {
                    texts.add(text);
                }
                json.skipChildren();
            });
        } catch (WireException invalid) {
            return List.of();
        }
        return texts;
    }
}

package dev.telltale.wire;

import dev.telltale.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The body of an error response of a node: {@code {"error":"...","hint":"..."}}. */
public final class ErrorJson {
    private static final int MAX_LENGTH = 160;
    private static final int FORBIDDEN = 403;

    private ErrorJson() {}

    public static byte[] write(String error, String hint) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("error", error);
            json.writeStringField("hint", hint);
            json.writeEndObject();
        });
    }

    /** Text for an error status: "status 403: ..." with the node's own reason, other codes as "status 500". */
    public static String status(int code, byte[] body, int length) {
        String reason =
                code == FORBIDDEN ? read(body, length).map(text -> ": " + text).orElse("") : "";
        return "status " + code + reason;
    }

    /** The error and the hint, made safe to print; empty if the bytes are not such a response. */
    public static Optional<String> read(byte[] bytes, int length) {
        List<String> texts = new ArrayList<>();
        try {
            Json.read(bytes, length, (name, json) -> {
                String text = name.equals("error") || name.equals("hint") ? Json.text(name, json) : null;
                if (text != null) {
                    texts.add(text);
                }
                json.skipChildren();
            });
        } catch (WireException invalid) {
            return Optional.empty();
        }
        return Optional.of(SafeText.plain(String.join("; ", texts), MAX_LENGTH)).filter(text -> !text.isEmpty());
    }
}

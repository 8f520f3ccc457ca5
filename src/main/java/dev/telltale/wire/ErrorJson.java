package dev.telltale.wire;

import dev.telltale.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a node answers to a request that it cannot serve. */
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

    /** A status code in words, with the reason of 403 behind it: perhaps the node does not answer to this name. */
    public static String status(int code, byte[] body, int length) {
        String reason =
                code == FORBIDDEN ? read(body, length).map(said -> ": " + said).orElse("") : "";
        return "status " + code + reason;
    }

    /** The error and the hint, fit to show; empty if it is not such an answer. */
    public static Optional<String> read(byte[] bytes, int length) {
        List<String> said = new ArrayList<>();
        try {
            Json.read(bytes, length, (name, json) -> {
                String text = name.equals("error") || name.equals("hint") ? Json.text(name, json) : null;
                if (text != null) {
                    said.add(text);
                }
                json.skipChildren();
            });
        } catch (WireException nonsense) {
            return Optional.empty();
        }
        return Optional.of(SafeText.plain(String.join("; ", said), MAX_LENGTH)).filter(text -> !text.isEmpty());
    }
}

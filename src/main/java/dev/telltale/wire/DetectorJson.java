package dev.telltale.wire;

import dev.telltale.model.DetectorKind;
import dev.telltale.text.SafeText;
import org.jspecify.annotations.Nullable;

/** The body of {@code PUT /detector}, the new deciding detector: {@code {"detector":"phi"}}. */
public final class DetectorJson {
    private DetectorJson() {}

    public static byte[] write(DetectorKind detector) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("detector", detector.word());
            json.writeEndObject();
        });
    }

    public static DetectorKind read(byte[] bytes, int length) throws WireException {
        @Nullable String[] word = {null};
        Json.read(bytes, length, (name, json) -> {
            if (name.equals("detector")) {
                word[0] = Json.text(name, json);
            } else {
                throw new WireException("unknown key " + SafeText.of(name));
            }
        });
        String found = word[0];
        if (found == null) {
            throw new WireException("detector is missing");
        }
        return DetectorKind.ofWord(found)
                .orElseThrow(() -> new WireException("unknown detector " + SafeText.of(found)));
    }
}

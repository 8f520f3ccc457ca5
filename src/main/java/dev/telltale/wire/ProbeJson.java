package dev.telltale.wire;

import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.text.SafeText;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code GET /probe?subject=node2}: the result of an indirect probe, made by a helper node.
 *
 * @param incarnation the subject's incarnation, if its response to the helper contained it
 */
public record ProbeJson(
        NodeId subject, Evidence evidence, @Nullable Long incarnation) {

    public byte[] write() {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("subject", subject.value());
            json.writeStringField("evidence", evidence.id());
            if (incarnation != null) {
                json.writeNumberField("incarnation", incarnation);
            }
            json.writeEndObject();
        });
    }

    public static ProbeJson read(byte[] bytes, int length) throws WireException {
        var draft = new Draft();
        Json.read(bytes, length, (name, json) -> {
            switch (name) {
                case "subject" -> draft.subject = Json.text(name, json);
                case "evidence" -> draft.evidence = Json.text(name, json);
                case "incarnation" -> draft.incarnation = Json.integer(name, json);
                default -> json.skipChildren();
            }
        });
        String word = draft.evidence;
        if (word == null) {
            throw new WireException("evidence is missing");
        }
        Evidence evidence =
                Evidence.parse(word).orElseThrow(() -> new WireException("unknown evidence " + SafeText.of(word)));
        return new ProbeJson(Json.nodeId("subject", draft.subject), evidence, draft.incarnation);
    }

    private static final class Draft {
        @Nullable
        String subject;

        @Nullable
        String evidence;

        @Nullable
        Long incarnation;
    }
}

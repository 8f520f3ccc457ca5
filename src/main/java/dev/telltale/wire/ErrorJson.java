package dev.telltale.wire;

/** What a node answers to a request that it cannot serve. */
public final class ErrorJson {
    private ErrorJson() {}

    public static byte[] write(String error, String hint) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("error", error);
            json.writeStringField("hint", hint);
            json.writeEndObject();
        });
    }
}

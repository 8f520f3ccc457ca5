package dev.telltale.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.telltale.model.NodeId;
import dev.telltale.text.SafeText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Streaming JSON with limits on the size, depth and number of everything in a received document. Streaming instead of
 * an object mapper, which would cost each node 10 MB of memory and a fifth of its start time.
 */
public final class Json {
    private static final int MAX_DOCUMENT_LENGTH = 1 << 20;
    private static final int MAX_STRING_LENGTH = 4_096;
    private static final int MAX_NAME_LENGTH = 256;
    private static final int MAX_NUMBER_LENGTH = 64;
    private static final int MAX_DEPTH = 16;
    private static final int MAX_TOKENS = 50_000;
    private static final int TYPICAL_SIZE = 512;

    /** Of a line in a file: a fault may have 40,000 links. */
    private static final int MAX_LINE_LENGTH = 1 << 23;

    private static final int MAX_LINE_TOKENS = 200_000;

    private static final JsonFactory FACTORY = factory(MAX_DOCUMENT_LENGTH, MAX_TOKENS);

    private static JsonFactory factory(int length, int tokens) {
        return new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(length)
                        .maxStringLength(MAX_STRING_LENGTH)
                        .maxNameLength(MAX_NAME_LENGTH)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .maxNestingDepth(MAX_DEPTH)
                        .maxTokenCount(tokens)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
    }

    /** Not loaded by a node, which reads no lines. */
    private static final class OfLines {
        private static final JsonFactory FACTORY = factory(MAX_LINE_LENGTH, MAX_LINE_TOKENS);
    }

    private Json() {}

    /** Writes one document. */
    @FunctionalInterface
    public interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /** Reads one field of an object. */
    @FunctionalInterface
    public interface Field {
        /** Called with the parser at the value of the field; must leave it at the last token of the value. */
        void read(String name, JsonParser json) throws IOException, WireException;
    }

    /** The document in UTF-8. */
    public static byte[] write(Body body) {
        var bytes = new ByteArrayOutputStream(TYPICAL_SIZE);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads an answer that is exactly one object.
     *
     * @param field called for each field
     * @throws WireException if the answer is something else, exceeds a limit, or the callback rejects a field
     */
    static void read(byte[] bytes, int length, Field field) throws WireException {
        read(FACTORY, bytes, length, "the answer", field);
    }

    /** The same for a line of a file, which may be larger. */
    public static void readLine(byte[] bytes, int length, Field field) throws WireException {
        read(OfLines.FACTORY, bytes, length, "the line", field);
    }

    private static void read(JsonFactory factory, byte[] bytes, int length, String what, Field field)
            throws WireException {
        try (JsonParser json = factory.createParser(bytes, 0, length)) {
            JsonToken first = json.nextToken();
            if (first == null) {
                throw new WireException(what + " is empty");
            }
            object(json, what, field);
            if (json.nextToken() != null) {
                throw new WireException("something follows the JSON object");
            }
        } catch (JsonProcessingException e) {
            throw new WireException("not the JSON expected: " + SafeText.plain(e.getOriginalMessage(), 120));
        } catch (IOException e) {
            throw new WireException("not JSON: " + SafeText.plain(String.valueOf(e.getMessage()), 120));
        }
    }

    /** Reads the fields of the object at the current token. */
    public static void object(JsonParser json, String what, Field field) throws IOException, WireException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new WireException(what + " is not a JSON object");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            field.read(name, json);
        }
    }

    /** The text of a field, null for JSON null. */
    public static @Nullable String text(String name, JsonParser json) throws IOException, WireException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NULL -> null;
            default -> throw wrong(name, "text", json);
        };
    }

    /** The whole number of a field, null for JSON null. */
    public static @Nullable Long integer(String name, JsonParser json) throws IOException, WireException {
        return switch (json.currentToken()) {
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NULL -> null;
            default -> throw wrong(name, "a whole number", json);
        };
    }

    static @Nullable Double number(String name, JsonParser json) throws IOException, WireException {
        return switch (json.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_NULL -> null;
            default -> throw wrong(name, "a number", json);
        };
    }

    /** The validated id of a node. */
    public static NodeId nodeId(String field, @Nullable String value) throws WireException {
        if (value == null) {
            throw new WireException(field + " is missing");
        }
        try {
            return new NodeId(value);
        } catch (IllegalArgumentException e) {
            throw new WireException(field + ": " + e.getMessage());
        }
    }

    /** The failure of a field that has another type. */
    public static WireException wrong(String name, String wanted, JsonParser json) {
        return new WireException(
                name + " is not " + wanted + " (found " + json.currentToken().asString() + ')');
    }
}

package dev.telltale.launcher;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import dev.telltale.model.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The form of a run record: {@code {"id":"node1","pid":4711,"start":"...","host":"127.0.0.1","port":8001,"token":"...","pids":"..."}}. */
final class RunRecordJson {
    private static final JsonFactory JSON = new JsonFactory();

    private RunRecordJson() {}

    static byte[] write(RunRecord record) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("id", record.id().value());
            json.writeNumberField("pid", record.pid());
            json.writeStringField("start", record.start().toString());
            json.writeStringField("host", record.address().host());
            json.writeNumberField("port", record.address().port());
            if (record.token() != null) {
                json.writeStringField("token", record.token().reveal());
            }
            if (record.pids() != null) {
                json.writeStringField("pids", record.pids());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new AssertionError("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /** Empty for anything that is not a whole record; fields of a later version are skipped. */
    static Optional<RunRecord> read(byte[] bytes) {
        try (JsonParser json = JSON.createParser(bytes)) {
            return json.nextToken() == JsonToken.START_OBJECT ? new Fields().read(json) : Optional.empty();
        } catch (IOException | IllegalArgumentException | DateTimeException garbage) {
            return Optional.empty();
        }
    }

    private static final class Fields {
        private @Nullable NodeId id;
        private @Nullable Instant start;
        private @Nullable String host;
        private @Nullable Secret token;
        private @Nullable String pids;
        private long pid;
        private int port;

        Optional<RunRecord> read(JsonParser json) throws IOException {
            String name;
            while ((name = json.nextFieldName()) != null) {
                json.nextToken();
                switch (name) {
                    case "id" -> id = new NodeId(json.getText());
                    case "start" -> start = Instant.parse(json.getText());
                    case "host" -> host = json.getText();
                    case "pid" -> pid = json.getLongValue();
                    case "token" -> token = new Secret(json.getText());
                    case "pids" -> pids = json.getText();
                    case "port" -> port = json.getIntValue();
                    default -> json.skipChildren();
                }
            }
            if (id == null || start == null || host == null || pid <= 0) {
                return Optional.empty();
            }
            return Optional.of(new RunRecord(id, pid, start, new Address(host, port), token, pids));
        }
    }
}

package dev.telltale.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.telltale.auth.AuthToken;
import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import dev.telltale.net.HostName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the JSON format of a run record: {@code
 * {"id":"node1","pid":4711,"start":"...","host":"127.0.0.1","port":8001,
 * "bound":"127.0.0.1","token":"...","host_name":"web1","machine":"...","boot":"...","pid_namespace":"..."}}.
 */
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
            if (record.bound() != null) {
                json.writeStringField("bound", record.bound().getHostAddress());
            }
            if (record.token() != null) {
                json.writeStringField("token", record.token().reveal());
            }
            RecordOrigin origin = record.origin();
            if (origin != null) {
                json.writeStringField("host_name", origin.hostName());
                if (origin.machine() != null) {
                    json.writeStringField("machine", origin.machine());
                }
                json.writeStringField("boot", origin.boot());
                json.writeStringField("pid_namespace", origin.pidNamespace());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new AssertionError("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /** Empty for anything that is not a complete record; unknown fields are skipped. */
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
        private @Nullable AuthToken token;
        private @Nullable String bound;
        private @Nullable String hostName;
        private @Nullable String machine;
        private @Nullable String boot;
        private @Nullable String pidNamespace;
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
                    case "token" -> token = new AuthToken(json.getText());
                    case "bound" -> bound = json.getText();
                    case "host_name" -> hostName = json.getText();
                    case "machine" -> machine = json.getText();
                    case "boot" -> boot = json.getText();
                    case "pid_namespace" -> pidNamespace = json.getText();
                    case "port" -> port = json.getIntValue();
                    default -> json.skipChildren();
                }
            }
            if (id == null || start == null || host == null || pid <= 0) {
                return Optional.empty();
            }
            var address = new Address(host, port);
            InetAddress listens =
                    HostName.literal(bound == null ? address.host() : bound).orElse(null);
            return Optional.of(new RunRecord(id, pid, start, address, listens, token, origin()));
        }

        /** An incomplete origin differs from that of this process, so that its PID is treated as foreign. */
        private @Nullable RecordOrigin origin() {
            return boot == null && pidNamespace == null
                    ? null
                    : new RecordOrigin(text(hostName), machine, text(boot), text(pidNamespace));
        }

        private static String text(@Nullable String value) {
            return value == null ? "" : value;
        }
    }
}

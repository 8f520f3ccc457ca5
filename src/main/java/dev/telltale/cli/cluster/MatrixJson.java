package dev.telltale.cli.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telltale.diagnosis.Diagnosis;
import dev.telltale.model.Cell;
import dev.telltale.model.DetectorVerdict;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.StatusReport;
import dev.telltale.time.ClockReading;
import java.io.UncheckedIOException;

/** Writes the matrix as JSON: {@code telltale status --json}. */
final class MatrixJson {
    private static final JsonMapper JSON = new JsonMapper();

    private MatrixJson() {}

    static String of(String cluster, Matrix matrix, ClockReading now) {
        ObjectNode root = JSON.createObjectNode();
        root.put("cluster", cluster);
        root.put("timestamp", now.wall().toString());
        root.put("sentence", Diagnosis.of(matrix, now).sentence());
        root.put("all_up", matrix.isAllUp());
        ObjectNode observers = root.putObject("observers");
        for (NodeId observer : matrix.nodes()) {
            MatrixRow row = matrix.row(observer);
            ObjectNode one = observers.putObject(observer.value());
            one.put("answers", row.isAnswering());
            one.put("silence", row.unknownReason());
            one.put(
                    "age_ms",
                    row.answered() == null ? null : now.since(row.answered()).toMillis());
            StatusReport report = row.report();
            if (row.isAnswering() && report != null) {
                one.put("detector", report.reporter().detector());
                one.put("lag_ms", report.lag() == null ? null : report.lag().toNanos() / 1e6);
                one.put("health", report.health());
                if (!report.rejections().isEmpty()) {
                    report.rejections().forEach(one.putObject("refused")::put);
                }
            }
            ObjectNode subjects = one.putObject("subjects");
            for (NodeId subject : matrix.nodes()) {
                if (!observer.equals(subject)) {
                    subject(subjects.putObject(subject.value()), matrix.cell(observer, subject));
                }
            }
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void subject(ObjectNode json, Cell cell) {
        PeerReport peer = cell.report();
        json.put("status", cell.status().id());
        if (cell.kind() != Cell.Kind.REPORTED || peer == null) {
            return;
        }
        json.put("evidence", peer.evidence() == null ? null : peer.evidence().id());
        json.put("since", peer.since() == null ? null : peer.since().toString());
        json.put(
                "last_heartbeat",
                peer.attempts().lastHeartbeat() == null
                        ? null
                        : peer.attempts().lastHeartbeat().toString());
        json.put(
                "rtt_ms",
                peer.attempts().roundTrip() == null
                        ? null
                        : peer.attempts().roundTrip().toNanos() / 1e6);
        json.put("missed", peer.attempts().missed());
        json.put("incarnation", peer.incarnation());
        json.put("error", peer.attempts().error());
        json.put("flaps", peer.returns().flaps());
        json.put("restarts", peer.returns().restarts());
        if (peer.returns().silence() != null) {
            json.put("silent_ms", peer.returns().silence().length().toMillis());
            json.put("starved_ms", peer.returns().silence().starved().toMillis());
        }
        ObjectNode verdicts = json.putObject("verdicts");
        for (DetectorVerdict verdict : peer.verdicts()) {
            ObjectNode one = verdicts.putObject(verdict.detector().id());
            one.put("status", verdict.status().id());
            one.put("since", verdict.since() == null ? null : verdict.since().toString());
            if (verdict.level() != null) {
                one.put("level", verdict.level());
            }
        }
    }
}

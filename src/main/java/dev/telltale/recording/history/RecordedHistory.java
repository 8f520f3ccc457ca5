package dev.telltale.recording.history;

import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.observe.StatusRecord;
import dev.telltale.recording.RecordedEvent;
import dev.telltale.recording.RecordedEvent.Gap;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.RecordingInfo;
import dev.telltale.recording.RecordingReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The changes of a recording in memory, bounded as those of a live cluster are: what every observer held by each
 * detector, what really happened, and what is not recorded. An observer is silent while its process did not run and in
 * a gap: it is never held at its last statuses there.
 *
 * @param info the newest settings
 * @param nodes all nodes of the recording
 * @param statuses the journal and the history by each detector; those of a detector that did not decide have no
 *     evidence
 * @param incidents what was done to the processes and links, as far as the recorder knew
 * @param gaps what is not recorded, in the order in which it was written
 * @param begin when the recording began, or the instant from which it was read
 * @param end the newest that is recorded; not before {@code begin}
 * @param notes sentences on what was left out, such as a torn end
 */
public record RecordedHistory(
        RecordingInfo info,
        List<NodeId> nodes,
        StatusRecord statuses,
        Incidents incidents,
        List<Gap> gaps,
        Instant begin,
        Instant end,
        List<String> notes) {
    /** A node that was not read for this time before the end is not known at the end; more than a long request takes. */
    private static final Duration MAX_UNREAD = Duration.ofSeconds(15);

    public RecordedHistory {
        nodes = List.copyOf(nodes);
        gaps = List.copyOf(gaps);
        notes = List.copyOf(notes);
    }

    /**
     * Reads the changes of a recording, also while it is written. Blocks: about a second for 300,000 lines.
     *
     * @param folderOrFile the folder, or one segment of changes
     * @param from earlier events count only as what holds at this instant
     * @throws RecordingException with one sentence, if it is none or broken, or has no changes
     */
    public static RecordedHistory read(Path folderOrFile, Instant from) throws RecordingException {
        var reader = new RecordingReader(folderOrFile);
        var truth = new RecordedTruth();
        reader.incidents(event -> event.match(truth));
        if (truth.isEmpty()) {
            throw new RecordingException(
                    folderOrFile + " has no changes of statuses; open the folder of its recording");
        }
        return new Building(truth, reader.readUntil(truth.nodes()), from).read(reader);
    }

    /** The record while it is read. */
    private static final class Building implements RecordedEvent.Cases<Boolean, RuntimeException> {
        private final RecordedTruth truth;
        private final Map<NodeId, Instant> readUntil;
        private final Instant begin;
        private final StatusRecord statuses;
        private final Map<NodeId, ObserverHistory> observers = new LinkedHashMap<>();
        private DetectorKind deciding;
        private Instant end;

        Building(RecordedTruth truth, Map<NodeId, Instant> readUntil, Instant from) {
            this.truth = truth;
            this.readUntil = readUntil;
            begin = from.isAfter(truth.begin()) ? from : truth.begin();
            statuses = new StatusRecord(truth.nodes());
            deciding = truth.info().detection().deciding();
            end = readUntil.values().stream().reduce(truth.end(), Building::later);
            Instant lastRead = readUntil.values().stream().reduce(Instant.MIN, Building::later);
            Duration unread = MAX_UNREAD.plus(truth.info().heartbeat().interval());
            truth.silentTimes().forEach((node, silent) -> {
                Instant until = readUntil.get(node);
                if (until != null && Duration.between(until, lastRead).compareTo(unread) > 0) {
                    silent.add(SilentTime.afterLast(until));
                }
                observers.put(
                        node, new ObserverHistory(node, statuses, truth.info().heartbeat(), begin, silent));
            });
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }

        RecordedHistory read(RecordingReader reader) throws RecordingException {
            reader.events(Instant.MIN, Instant.MAX, event -> event.match(this));
            end = later(begin, end);
            observers.forEach((node, observer) -> observer.end(end, readUntil.containsKey(node)));
            return new RecordedHistory(
                    truth.info(), truth.nodes(), statuses, truth.incidents(), truth.gaps(), begin, end, reader.notes());
        }

        private boolean add(DetectorKind detector, Transition change) {
            ObserverHistory observer = observers.get(change.observer());
            if (observer == null) {
                return false;
            }
            observer.add(detector, change);
            end = later(end, change.at());
            return true;
        }

        @Override
        public Boolean settings(RecordingInfo info) {
            deciding = info.detection().deciding();
            return true;
        }

        @Override
        public Boolean status(Transition change) {
            return add(deciding, change);
        }

        @Override
        public Boolean verdict(VerdictChange change) {
            // Those of the deciding detector are the statuses, which are told with their evidence.
            return change.detector() != deciding
                    && add(
                            change.detector(),
                            new Transition(
                                    change.at(),
                                    change.observer(),
                                    change.subject(),
                                    change.from(),
                                    change.to(),
                                    null,
                                    null,
                                    new Transition.Return(false, 0, change.silence())));
        }

        @Override
        public Boolean process(ProcessEvent event) {
            return false;
        }

        @Override
        public Boolean fault(FaultInterval interval) {
            return false;
        }

        @Override
        public Boolean gap(Gap gap) {
            return false;
        }
    }
}

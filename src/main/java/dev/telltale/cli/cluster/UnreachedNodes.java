package dev.telltale.cli.cluster;

import dev.telltale.cli.node.RecordKeeper;
import dev.telltale.launcher.MemberAddresses;
import dev.telltale.launcher.NodeSearch;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.registry.RecordOrigin;
import dev.telltale.registry.RunRecord;
import dev.telltale.registry.RunRecords;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Determines whether members of a config without a run record here run nevertheless, and describes them. */
final class UnreachedNodes {
    private static final String LOST = ": it was started in another shell or container, or behind a tunnel on another"
            + " machine, or the record was removed";
    private static final String REPEAT = "repeat the command in " + RecordKeeper.CHECK.toSeconds()
            + " s, by when a node has written a lost record again, or run it where the node was started, as the same"
            + " user and with the same XDG_RUNTIME_DIR";
    private static final String RUN_THERE = "run the command where the node runs";

    /** As {@link NodeSearch#find}. */
    @FunctionalInterface
    interface Search {
        CompletableFuture<Optional<NodeSearch.Presence>> find(Member member);
    }

    /** @param advice what to do; null if the sentence says it */
    private record Line(String sentence, @Nullable String advice) {}

    private final RunRecords records;
    private final MemberAddresses addresses;
    private final Search search;
    private final Runnable pause;

    /**
     * @param pause runs before a node that answers is asked again: a node that ends removes its record before its port
     */
    UnreachedNodes(RunRecords records, MemberAddresses addresses, Search search, Runnable pause) {
        this.records = records;
        this.addresses = addresses;
        this.search = search;
        this.pause = pause;
    }

    /**
     * Sends a request to each member that has no record here; blocks for some seconds at most. Returns a sentence for
     * each that runs, or may run, then advice. Empty if there is none.
     */
    List<String> sentences(Collection<Member> members, Collection<RunRecord> reached) {
        List<Member> missing = members.stream()
                .filter(member ->
                        reached.stream().noneMatch(record -> record.id().equals(member.id())))
                .toList();
        Map<Member, Optional<NodeSearch.Presence>> found = find(missing);
        List<Member> answering = found.entrySet().stream()
                .filter(each ->
                        each.getValue().filter(NodeSearch.Presence::isConfirmed).isPresent())
                .map(Map.Entry::getKey)
                .toList();
        if (!answering.isEmpty()) {
            pause.run();
            found.putAll(find(answering));
        }
        return sentences(missing, found);
    }

    private Map<Member, Optional<NodeSearch.Presence>> find(List<Member> members) {
        Map<Member, CompletableFuture<Optional<NodeSearch.Presence>>> answers = new LinkedHashMap<>();
        members.stream()
                .filter(member -> member.address().port() != 0)
                .forEach(member -> answers.put(member, search.find(member)));
        Map<Member, Optional<NodeSearch.Presence>> found = new LinkedHashMap<>();
        answers.forEach((member, answer) -> found.put(member, answer.join()));
        return found;
    }

    private List<String> sentences(List<Member> missing, Map<Member, Optional<NodeSearch.Presence>> found) {
        Set<String> sentences = new LinkedHashSet<>();
        Set<String> advice = new LinkedHashSet<>();
        for (Member member : missing) {
            Line line =
                    line(member, found.getOrDefault(member, Optional.empty()).orElse(null));
            if (line != null) {
                sentences.add(line.sentence());
                if (line.advice() != null) {
                    advice.add(line.advice());
                }
            }
        }
        sentences.addAll(advice);
        return List.copyOf(sentences);
    }

    private @Nullable Line line(Member member, NodeSearch.@Nullable Presence presence) {
        NodeId id = member.id();
        boolean isAskable = member.address().port() != 0;
        if (isAskable && presence == null) {
            return null;
        }
        if (records.live(id).stream().anyMatch(record -> addresses.isOf(member, record))) {
            return new Line(id + " wrote its run record only now", "repeat the command");
        }
        String state = presence == null ? "may run" : presence.predicate();
        String folder = records.folder().toString();
        String elsewhere = elsewhere(member, presence == null ? null : presence.pid());
        if (elsewhere != null) {
            return new Line(
                    id + " " + state + ", and its run record in " + folder + " was written " + elsewhere
                            + ", where PIDs mean other processes",
                    RUN_THERE);
        }
        if (presence == null) {
            return new Line(
                    "where " + id + " listens is known only from its run record, which is not in " + folder, REPEAT);
        }
        if (!presence.isConfirmed()) {
            return new Line(id + " " + state, null);
        }
        return presence.isLocal()
                ? new Line(id + " " + state + ", but its run record is not in " + folder + LOST, REPEAT)
                : new Line(
                        id + " " + state + ", on another machine, and its run record is not in " + folder, RUN_THERE);
    }

    /** Where the member wrote a record that is in this folder, if that was on another system; else null. */
    private @Nullable String elsewhere(Member member, @Nullable Long pid) {
        String words = null;
        for (RunRecord record : records.fromElsewhere(member.id())) {
            RecordOrigin origin = record.origin();
            boolean isOfMember = pid == null ? addresses.isOf(member, record) : record.pid() == pid;
            if (origin != null && isOfMember) {
                words = origin.description();
            }
        }
        return words;
    }
}

package dev.telltale.launcher.jvm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What several runs of Java have listed with {@code -XX:DumpLoadedClassList}, as one list. Pure. */
final class ClassList {
    private ClassList() {}

    /** The list of one run that has not ended: without its last line, which may not be complete. */
    static List<String> whole(String text) {
        return merged(
                List.of(text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()));
    }

    /**
     * Every class once, and every lambda as often as the run that used it most: each place in the code that makes an
     * equal lambda needs its own. Without the numbers of classes, which newer Java adds and which differ between runs,
     * and without classes of other class loaders, which refer to these numbers.
     */
    static List<String> merged(Collection<List<String>> lists) {
        List<String> merged = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        for (List<String> lines : lists) {
            Map<String, Integer> ofThisRun = new HashMap<>();
            for (String line : lines) {
                if (line.startsWith("#") || line.contains(" source: ")) {
                    continue;
                }
                String entry = line.startsWith("@") ? line : line.replaceFirst(" id: .*", "");
                int count = ofThisRun.merge(entry, 1, Integer::sum);
                if (count > counts.getOrDefault(entry, 0)) {
                    counts.put(entry, count);
                    merged.add(entry);
                }
            }
        }
        return List.copyOf(merged);
    }
}

package dev.telltale.scenario.file;

import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.ScenarioException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The scenario files of a folder, for a list of them. */
public final class ScenarioFolder {
    private static final int MAX_FILES = 100;
    private static final Comparator<Entry> BY_ORDER = Comparator.comparing(
                    Entry::scenario, Comparator.nullsLast(Scenario.BY_ORDER))
            .thenComparing(Entry::name);

    private ScenarioFolder() {}

    /**
     * A file of the folder.
     *
     * @param scenario null if the file is no valid scenario
     */
    public record Entry(Path file, @Nullable Scenario scenario) {
        /** The name of the file without its extension. */
        public String name() {
            return String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
        }
    }

    /**
     * Reads the first 100 files by name; sorted by {@link Scenario#BY_ORDER}, invalid ones last. Blocks.
     *
     * @param folder need not exist
     */
    public static List<Entry> read(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .limit(MAX_FILES)
                    .map(ScenarioFolder::entry)
                    .sorted(BY_ORDER)
                    .toList();
        } catch (IOException | UncheckedIOException none) {
            return List.of();
        }
    }

    private static Entry entry(Path file) {
        try {
            return new Entry(file, ScenarioReader.read(file));
        } catch (ScenarioException | NoSuchFileException | UncheckedIOException invalid) {
            // Opening it says why.
            return new Entry(file, null);
        }
    }
}

package dev.telltale.dashboard.viewmodel.fault;

import java.util.List;

/** One line of a menu, without a toolkit. */
public sealed interface MenuEntry {
    String words();

    /** What the menu acts on. */
    record Title(String words) implements MenuEntry {}

    /**
     * Something to do.
     *
     * @param id unique in its menu
     */
    record Action(String id, String words, Runnable deed) implements MenuEntry {}

    record Group(String words, List<MenuEntry> entries) implements MenuEntry {
        public Group {
            entries = List.copyOf(entries);
        }
    }

    /** A thin line between parts. */
    record Rule() implements MenuEntry {
        @Override
        public String words() {
            return "";
        }
    }
}

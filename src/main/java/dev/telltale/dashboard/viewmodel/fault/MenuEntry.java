package dev.telltale.dashboard.viewmodel.fault;

import java.util.List;

/** One line of a menu, without a toolkit. */
public sealed interface MenuEntry {
    String words();

    /** The title line: what the menu acts on. */
    record Title(String words) implements MenuEntry {}

    /**
     * An entry that runs a command.
     *
     * @param id unique in its menu
     * @param command runs on the FX thread and returns at once
     */
    record Action(String id, String words, Runnable command) implements MenuEntry {}

    /**
     * A disabled entry.
     *
     * @param id unique in its menu
     * @param why the reason, in a few words
     */
    record Blocked(String id, String what, String why) implements MenuEntry {
        @Override
        public String words() {
            return what + " – " + why;
        }
    }

    /** A submenu. */
    record Group(String words, List<MenuEntry> entries) implements MenuEntry {
        public Group {
            entries = List.copyOf(entries);
        }
    }

    /** A separator line. */
    record Rule() implements MenuEntry {
        @Override
        public String words() {
            return "";
        }
    }
}

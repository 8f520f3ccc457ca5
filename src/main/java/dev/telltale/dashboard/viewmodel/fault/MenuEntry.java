package dev.telltale.dashboard.viewmodel.fault;

import java.util.List;

/** One line of a menu, without a toolkit. */
public sealed interface MenuEntry {
    /** Calls the method for this kind of entry, and returns its result. */
    <R> R match(Cases<R> cases);

    /** One method for each kind: a new kind does not compile until each caller handles it. */
    interface Cases<R> {
        R action(Action action);

        R blocked(Blocked blocked);

        R group(Group group);

        R title(Title title);

        R rule(Rule rule);
    }

    String words();

    /** The title line: what the menu acts on. */
    record Title(String words) implements MenuEntry {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.title(this);
        }
    }

    /**
     * An entry that runs a command.
     *
     * @param id unique in its menu
     * @param command runs on the FX thread and returns at once
     */
    record Action(String id, String words, Runnable command) implements MenuEntry {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.action(this);
        }
    }

    /**
     * A disabled entry.
     *
     * @param id unique in its menu
     * @param why the reason, in a few words
     */
    record Blocked(String id, String what, String why) implements MenuEntry {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.blocked(this);
        }

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

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.group(this);
        }
    }

    /** A separator line. */
    record Rule() implements MenuEntry {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.rule(this);
        }

        @Override
        public String words() {
            return "";
        }
    }
}

package dev.telltale.dashboard.viewmodel.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandListTest {
    private final List<String> given = new ArrayList<>();
    private final Command start = new Command("Start Cluster", "Ctrl+Enter", "", () -> given.add("start"));
    private final Command stop =
            new Command("Stop Cluster", "Ctrl+Period", "No node was started from here.", () -> given.add("stop"));
    private final CommandList list = new CommandList();

    @Test
    void commandsAreFilteredByAllWordsOfNameAndKey() {
        list.open(List.of(start, stop));
        list.filterProperty().set("clus  ST");
        assertThat(list.shown()).containsExactly(start, stop);
        list.filterProperty().set("ctrl+e cluster");
        assertThat(list.shown()).containsExactly(start);
        list.close();
        list.open(List.of(start, stop));
        assertThat(list.shown()).containsExactly(start, stop);
    }

    /** Enter gives the first one. */
    @Test
    void whatIsPossibleStandsBeforeWhatIsNot() {
        var theme = new Command("Light or dark", "Ctrl+T", "", () -> given.add("theme"));
        list.open(List.of(stop, start, theme));
        assertThat(list.shown()).containsExactly(start, theme, stop);
    }

    @Test
    void aCommandIsGivenAfterTheListIsClosed() {
        var command = new Command(
                "State", "", "", () -> given.add("open: " + list.openProperty().get()));
        list.open(List.of(command));
        list.give(command);
        assertThat(given).containsExactly("open: false");
    }

    @Test
    void anImpossibleCommandIsNotGiven() {
        list.open(List.of(start, stop));
        list.give(stop);
        assertThat(given).isEmpty();
        assertThat(list.openProperty().get()).isTrue();
    }
}

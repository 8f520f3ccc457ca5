package dev.telltale.dashboard.viewmodel.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.viewmodel.journal.TextSearch.Match;
import org.junit.jupiter.api.Test;

class TextSearchTest {
    private final TextSearch search = new TextSearch();

    private void expect(String count, int start) {
        assertThat(search.countProperty().get()).isEqualTo(count);
        assertThat(search.currentProperty().get()).isEqualTo(new Match(start, start + 2));
    }

    @Test
    void theNewestMatchIsFirstAndTheStepsGoAround() {
        search.setText("ab AB cd ab");
        search.wantedProperty().set("Ab");
        expect("3 of 3", 9);
        search.previous();
        expect("2 of 3", 3);
        search.next();
        search.next();
        expect("1 of 3", 0);
        search.previous();
        expect("3 of 3", 9);
    }

    @Test
    void theCurrentMatchStaysWhileTheTextGrowsOrTheWantedTextDoes() {
        search.setText("ab ab");
        search.wantedProperty().set("a");
        search.previous();
        search.wantedProperty().set("ab");
        expect("1 of 2", 0);
        search.setText("ab ab ab");
        expect("1 of 3", 0);
    }

    @Test
    void nothingIsFoundInVainOrWithoutAText() {
        search.setText("ab");
        search.wantedProperty().set("x");
        assertThat(search.countProperty().get()).isEqualTo("none");
        assertThat(search.currentProperty().get()).isNull();
        search.next();
        search.wantedProperty().set(" ");
        assertThat(search.countProperty().get()).isEmpty();
    }
}

package dev.telltale.launcher.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassListTest {
    private static final String LAMBDA = "@lambda-proxy a/B run ()V";

    @Test
    void everyClassIsListedOnceAndEveryLambdaAsOftenAsOneRunUsesIt() {
        assertThat(ClassList.merged(List.of(
                        List.of("# a comment", "java/lang/Object", "a/B", LAMBDA),
                        List.of("java/lang/Object", "c/D", LAMBDA, LAMBDA),
                        List.of("java/lang/Object", LAMBDA))))
                .containsExactly("java/lang/Object", "a/B", LAMBDA, "c/D", LAMBDA);
    }

    @Test
    void numbersOfNewerJavaAreRemovedAndClassesOfOtherLoadersAreNotListed() {
        assertThat(ClassList.merged(List.of(
                        List.of("java/lang/Object id: 0", "a/B id: 7"),
                        List.of("a/B id: 9", "e/F id: 10 super: 0 source: file:/e.jar"))))
                .containsExactly("java/lang/Object", "a/B");
    }

    @Test
    void theLastLineOfARunThatGoesOnIsLeftOut() {
        assertThat(ClassList.whole("java/lang/Object\na/B\nc/D")).containsExactly("java/lang/Object", "a/B");
        assertThat(ClassList.whole("java/la")).isEmpty();
    }
}

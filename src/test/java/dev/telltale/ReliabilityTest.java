package dev.telltale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Checks that each item of the list of hostile cases names a test that JUnit runs, or says why there is none. */
class ReliabilityTest {
    private static final Path DOCUMENT = Path.of("src/site/markdown/reliability.md");
    private static final int CASES = 118;
    private static final Pattern CASE = Pattern.compile("(?m)^([0-9]+)\\. \\*\\*");
    private static final Pattern ITEM = Pattern.compile("(?m)^(?:[0-9]+\\.|-) .*(?:\\n +\\S.*)*");
    private static final Pattern CLAIM = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");
    private static final Pattern REASON = Pattern.compile("(?i)no test[^:]*: \\w");

    @Test
    void everyCaseHasItsRowInOrder() throws IOException {
        List<Integer> numbers = CASE.matcher(Files.readString(DOCUMENT))
                .results()
                .map(item -> Integer.valueOf(item.group(1)))
                .toList();
        assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, CASES).boxed().toList());
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Map<String, List<Class<?>>> classes = testClasses();
        List<String> missing = CLAIM.matcher(Files.readString(DOCUMENT))
                .results()
                .filter(claim ->
                        classes.getOrDefault(claim.group(1), List.of()).stream().noneMatch(type -> isRun(type, claim)))
                .map(MatchResult::group)
                .toList();
        assertThat(missing).as("tests that JUnit does not run").isEmpty();
    }

    @Test
    void everyRowNamesATestOrSaysWhyThereIsNone() throws IOException {
        List<String> items = items();
        assertThat(items).hasSizeGreaterThan(CASES);
        assertThat(items).allMatch(item -> {
            String tests = item.substring(item.lastIndexOf("Checked by") + 1);
            return CLAIM.matcher(tests).find() || REASON.matcher(tests).find();
        });
    }

    private static boolean isRun(Class<?> type, MatchResult claim) {
        return !Modifier.isAbstract(type.getModifiers())
                && !AnnotationSupport.isAnnotated(type, Disabled.class)
                && !ReflectionSupport.findMethods(type, method -> isRun(method, claim), HierarchyTraversalMode.TOP_DOWN)
                        .isEmpty();
    }

    private static boolean isRun(Method method, MatchResult claim) {
        return (claim.group(2) == null || claim.group(2).equals(method.getName()))
                && AnnotationSupport.isAnnotated(method, Testable.class)
                && !AnnotationSupport.isAnnotated(method, Disabled.class);
    }

    private static Map<String, List<Class<?>>> testClasses() {
        return ReflectionSupport.findAllClassesInPackage("dev.telltale", type -> true, name -> name.endsWith("Test"))
                .stream()
                .collect(Collectors.groupingBy(Class::getSimpleName));
    }

    /** The items of all lists of cases and bugs. */
    private static List<String> items() throws IOException {
        String text = Files.readString(DOCUMENT);
        return ITEM.matcher(text.substring(text.indexOf("## The cases"), text.indexOf("## Known weaknesses")))
                .results()
                .map(MatchResult::group)
                .toList();
    }
}

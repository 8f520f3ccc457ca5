package dev.telltale;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javafx.application.Platform;
import org.jspecify.annotations.NullMarked;

/** The arrows between the packages, and the doors of which there is only one. */
@ArchTag("architecture")
@AnalyzeClasses(packages = "dev.telltale", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String OURS = "dev.telltale.";
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final int MAX_FILE_LINES = 300;

    /** Whom each package may use; what is not here is not allowed, a package that is not here neither. */
    private static final Map<String, String> ARROWS = Map.ofEntries(
            Map.entry("model", ""),
            Map.entry("time", "model"),
            Map.entry("detector", "model"),
            Map.entry("diagnosis", "model"),
            Map.entry("quality", "model"),
            Map.entry("wire", "model"),
            Map.entry("config", "model"),
            Map.entry("faults", "model"),
            Map.entry("node", "model detector wire time"),
            Map.entry("seal", "model"),
            Map.entry("net", "model"),
            Map.entry("node.http", "node faults model wire net config seal time"),
            Map.entry("sim", "model detector faults node quality"),
            Map.entry("launcher", "model config wire net quality time"),
            Map.entry("bench", "model config wire quality launcher time"),
            Map.entry("measure", "model config quality launcher observe time"),
            Map.entry("report", "model config quality"),
            Map.entry("scenario", "model config time diagnosis quality report sim launcher bench observe"),
            Map.entry("soak", "model config quality report scenario launcher bench observe time"),
            Map.entry("observe", "model wire net config diagnosis time"),
            Map.entry(
                    "dashboard.viewmodel",
                    "model observe launcher bench scenario diagnosis quality report config time"),
            Map.entry(
                    "dashboard",
                    "dashboard.viewmodel model observe launcher bench scenario diagnosis quality report config time"),
            Map.entry(
                    "cli",
                    "model time detector diagnosis quality measure report scenario soak sim wire net config seal faults node node.http launcher bench observe dashboard"
                            + " dashboard.viewmodel"));

    @ArchTest
    static void everyPackageUsesOnlyWhatTheDesignAllows(JavaClasses classes) {
        ARROWS.forEach((name, allowed) -> {
            String[] here = Stream.concat(Stream.of(name), Stream.of(allowed.split(" ")))
                    .filter(used -> !used.isEmpty())
                    .map(used -> OURS + used)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(OURS + name)
                    .should()
                    .dependOnClassesThat(resideInAPackage("dev.telltale..").and(not(resideInAnyPackage(here))))
                    .check(classes);
        });
    }

    @ArchTest
    static void everyPackageHasItsArrowsAndIsNullMarked(JavaClasses classes) {
        var found = new TreeSet<String>();
        classes.forEach(type -> found.add(type.getPackageName().substring(OURS.length())));
        assertThat(found).isEqualTo(new TreeSet<>(ARROWS.keySet()));
        for (JavaClass type : classes) {
            assertThat(type.getPackage().isAnnotatedWith(NullMarked.class))
                    .as("%s is @NullMarked", type.getPackageName())
                    .isTrue();
        }
    }

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.telltale.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyPackageTimeReadsTheTime = noClasses()
            .that()
            .resideOutsideOfPackage("dev.telltale.time")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat(resideInAPackage("java.time").and(have(simpleName("Clock"))));

    @ArchTest
    static final ArchRule onlyTheBridgeCallsRunLater = noClasses()
            .that(not(have(simpleName("FxBridge"))))
            .should()
            .accessTargetWhere(target(name("runLater")).and(target(owner(type(Platform.class)))));

    @ArchTest
    static final ArchRule onlyTheCommandLineEndsOrSpeaks = noClasses()
            .that()
            .resideOutsideOfPackage("dev.telltale.cli")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule viewModelsNeedNoToolkit = noClasses()
            .that()
            .resideInAPackage("dev.telltale.dashboard.viewmodel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.application..", "javafx.fxml..");

    @ArchTest
    static final ArchRule onlyTheDashboardKnowsJavaFx = noClasses()
            .that()
            .resideOutsideOfPackage("dev.telltale.dashboard..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "atlantafx..");

    @ArchTest
    static final ArchRule onlyTheNodesBodyKnowsUndertow = noClasses()
            .that()
            .resideOutsideOfPackage("dev.telltale.node.http")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.undertow..", "org.xnio..");

    @ArchTest
    static final ArchRule pureStaysPure = classes()
            .that()
            .resideInAnyPackage(
                    "dev.telltale.model", "dev.telltale.detector", "dev.telltale.diagnosis", "dev.telltale.quality")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.telltale.model",
                    "dev.telltale.detector",
                    "dev.telltale.diagnosis",
                    "dev.telltale.quality",
                    "java.lang..",
                    "java.util",
                    "java.util.regex",
                    "java.util.function",
                    "java.util.stream",
                    "java.time",
                    "org.jspecify.annotations");

    /** Weight that a node process would carry for its whole life. */
    @ArchTest
    static final ArchRule nodeProcessIsLight = noClasses()
            .that()
            .resideInAPackage("dev.telltale.node..")
            .or(resideInAPackage("dev.telltale.cli")
                    .and(have(simpleName("NodeRun"))
                            .or(have(simpleName("PlainNodeCall")))
                            .or(have(simpleName("NodeCall")))))
            .should()
            .transitivelyDependOnClassesThat()
            .resideInAnyPackage("javafx..", "picocli..", "com.fasterxml.jackson.databind..");

    /** Only a call that is not plain reaches the heavy way, over {@code Commands}. */
    @ArchTest
    static final ArchRule mainItselfIsLight = noClasses()
            .that(have(simpleName("Main")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "com.fasterxml.jackson.databind..", "dev.telltale.dashboard..");

    @ArchTest
    static void noFileIsTooLong(JavaClasses classes) throws IOException {
        var tooLong = new TreeMap<String, Integer>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                int lines = Files.readAllLines(file).size();
                if (lines > MAX_FILE_LINES) {
                    tooLong.put(file.toString(), lines);
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }
}

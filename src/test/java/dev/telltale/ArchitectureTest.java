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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;
import org.jspecify.annotations.NullMarked;

/** The dependencies between the packages, and the calls that only one class may make. */
@ArchTag("architecture")
@AnalyzeClasses(packages = "dev.telltale", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String OURS = "dev.telltale.";
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final int MAX_FILE_LINES = 300;
    private static final int MAX_PACKAGE_FILES = 21;
    private static final String[] PURE = {
        "dev.telltale.text",
        "dev.telltale.model",
        "dev.telltale.fault",
        "dev.telltale.detector",
        "dev.telltale.diagnosis..",
        "dev.telltale.groundtruth",
        "dev.telltale.incident",
        "dev.telltale.qos",
        "dev.telltale.timeline",
        "dev.telltale.tune"
    };

    /** Which packages each package may use; any other use, and any package that is not listed, fails the test. */
    private static final Map<String, Set<String>> DEPENDENCIES = table("""
            concurrent:
            text:
            time:
            model: text time
            fault: model text
            config: model text
            wire: auth config fault model text
            net: concurrent model
            platform: auth model net text
            auth: model text
            detector: model time
            replay: detector groundtruth model node qos time trace
            qos: groundtruth model
            tune: model qos text
            incident: diagnosis diagnosis.cause fault groundtruth model qos text time
            groundtruth: diagnosis diagnosis.analysis diagnosis.cause fault model time
            diagnosis: diagnosis.analysis diagnosis.cause diagnosis.text fault model time
            diagnosis.cause: fault model text
            diagnosis.analysis: diagnosis.cause fault model time
            diagnosis.text: diagnosis.analysis diagnosis.cause fault model text
            node: detector model time
            trace: model node time
            whatif: fault groundtruth model node qos replay time trace tune
            node.http: auth fault model net node node.http.client node.http.endpoint node.http.guard
                node.http.protocol time trace wire
            node.http.protocol: auth fault model node text time wire
            node.http.guard: auth model node.http.protocol time wire
            node.http.client: auth fault model net node node.http.protocol time wire
            node.http.endpoint: auth fault model node node.http.protocol text time trace wire
            client: auth concurrent fault model net registry text trace wire
            registry: auth config model net platform text
            faultinjection: client concurrent fault groundtruth model registry time
            launcher: auth concurrent config groundtruth launcher.jvm launcher.process model net platform registry
                text time wire
            launcher.process: concurrent groundtruth model platform text time wire
            launcher.jvm: auth fault launcher.process model net platform time wire
            observe: client concurrent model net observe.history time
            observe.history: model time
            sim: fault groundtruth model node qos time trace
            recording: concurrent config fault groundtruth model platform text time trace wire
            recording.live: auth client concurrent config fault groundtruth model net observe observe.history platform
                recording recording.history recording.recorder registry text time
            recording.history: concurrent fault groundtruth model observe observe.history recording time
            recording.load: fault groundtruth model node qos recording recording.history text time trace
            recording.incident: fault groundtruth incident model node qos recording recording.load text time trace
            recording.recorder: client concurrent fault groundtruth model recording time trace
            recording.simulated: groundtruth model node recording sim time trace
            scenario: fault model text
            scenario.file: config diagnosis.cause fault model scenario text
            scenario.run: concurrent config diagnosis fault faultinjection groundtruth launcher launcher.jvm model
                observe platform qos scenario sim text time
            timeline: model text
            report.curve: model report text timeline tune whatif
            report: fault groundtruth incident model qos recording recording.export recording.incident recording.load
                scenario.run text time timeline
            soak: fault groundtruth launcher model qos scenario scenario.run time
            dashboard.viewmodel: concurrent config dashboard.viewmodel.cell dashboard.viewmodel.fault
                dashboard.viewmodel.grid dashboard.viewmodel.journal dashboard.viewmodel.scenario
                dashboard.viewmodel.timeline dashboard.viewmodel.truth diagnosis diagnosis.analysis fault
                faultinjection groundtruth launcher model observe scenario scenario.run text time
            dashboard.viewmodel.command:
            dashboard.viewmodel.recording: concurrent dashboard.viewmodel.timeline groundtruth model observe recording
                recording.history text time
            dashboard.viewmodel.journal: concurrent dashboard.viewmodel.fault dashboard.viewmodel.grid fault
                groundtruth launcher model text time
            dashboard.viewmodel.incident: dashboard.viewmodel.timeline diagnosis.cause fault groundtruth incident
                model observe qos recording.incident text time timeline
            dashboard.viewmodel.grid: model text time
            dashboard.viewmodel.fault: fault model text
            dashboard.viewmodel.truth: config dashboard.viewmodel.fault dashboard.viewmodel.grid diagnosis
                diagnosis.analysis diagnosis.cause fault groundtruth launcher model qos text time
            dashboard.viewmodel.cell: dashboard.viewmodel.fault dashboard.viewmodel.grid dashboard.viewmodel.truth
                groundtruth model qos text time
            dashboard.viewmodel.timeline: dashboard.viewmodel.grid dashboard.viewmodel.truth fault groundtruth model
                observe.history qos text time timeline
            dashboard.viewmodel.scenario: config dashboard.viewmodel.truth faultinjection groundtruth launcher model
                qos scenario scenario.run text time
            dashboard.viewmodel.cluster: config model text
            dashboard.viewmodel.whatif: concurrent dashboard.viewmodel.grid dashboard.viewmodel.timeline fault model
                qos recording.load replay text time timeline tune whatif
            dashboard: concurrent config dashboard.cluster dashboard.commands dashboard.details dashboard.help
                dashboard.incident dashboard.journal dashboard.kit dashboard.log dashboard.matrix dashboard.nodes
                dashboard.recorder dashboard.recording dashboard.scenario dashboard.timeline dashboard.viewmodel
                dashboard.viewmodel.cluster dashboard.viewmodel.command dashboard.viewmodel.incident
                dashboard.viewmodel.journal dashboard.viewmodel.recorder dashboard.viewmodel.recording
                dashboard.viewmodel.scenario dashboard.viewmodel.timeline dashboard.viewmodel.whatif dashboard.whatif
                dashboard.zoom faultinjection groundtruth launcher model observe qos recording recording.history
                recording.live recording.recorder scenario scenario.run text time timeline
            dashboard.recorder: dashboard.kit dashboard.viewmodel.recorder
            dashboard.viewmodel.recorder: recording recording.live text time
            dashboard.recording: concurrent config dashboard.kit dashboard.viewmodel.recording fault faultinjection
                groundtruth launcher model observe recording recording.history recording.load time
            dashboard.zoom:
            dashboard.kit: dashboard.viewmodel.cell dashboard.viewmodel.fault dashboard.viewmodel.grid dashboard.zoom
            dashboard.canvas: dashboard.viewmodel.grid dashboard.zoom text
            dashboard.cluster: config dashboard.kit dashboard.recording dashboard.viewmodel.cluster faultinjection
                launcher observe recording.live scenario.run
            dashboard.commands: dashboard.kit dashboard.viewmodel dashboard.viewmodel.command
                dashboard.viewmodel.journal dashboard.viewmodel.scenario dashboard.viewmodel.timeline model qos report
                text time
            dashboard.help: config dashboard.kit dashboard.timeline dashboard.viewmodel dashboard.viewmodel.grid
                dashboard.viewmodel.journal dashboard.viewmodel.timeline dashboard.zoom model text time timeline
            dashboard.incident: config dashboard.journal dashboard.kit dashboard.viewmodel
                dashboard.viewmodel.incident groundtruth incident model observe platform qos recording
                recording.incident recording.live report time
            dashboard.journal: dashboard.kit dashboard.viewmodel dashboard.viewmodel.grid dashboard.viewmodel.incident
                dashboard.viewmodel.journal model
            dashboard.log:
            dashboard.matrix: dashboard.canvas dashboard.kit dashboard.viewmodel dashboard.viewmodel.cell
                dashboard.viewmodel.fault dashboard.viewmodel.grid dashboard.viewmodel.truth diagnosis fault model qos
                text time
            dashboard.timeline: dashboard.canvas dashboard.kit dashboard.viewmodel.grid dashboard.viewmodel.timeline
                model text timeline
            dashboard.details: dashboard.kit dashboard.viewmodel dashboard.viewmodel.cell dashboard.viewmodel.fault
                dashboard.viewmodel.grid model qos text
            dashboard.nodes: dashboard.kit dashboard.viewmodel dashboard.viewmodel.fault dashboard.viewmodel.grid
                model
            dashboard.scenario: dashboard.kit dashboard.recording dashboard.viewmodel dashboard.viewmodel.scenario
                scenario scenario.file text
            dashboard.whatif: dashboard.canvas dashboard.kit dashboard.timeline dashboard.viewmodel.whatif fault model
                timeline dashboard.recording
            cli: cli.base cli.cluster cli.experiment cli.fault cli.node platform text
            cli.base: concurrent config launcher.jvm model platform registry text time
            cli.cluster: cli.base cli.node concurrent config dashboard dashboard.cluster diagnosis faultinjection
                groundtruth launcher launcher.jvm launcher.process model net observe platform recording recording.live
                recording.recorder registry scenario.run text time
            cli.fault: cli.base cli.cluster client config fault launcher.process model registry text time
            cli.experiment: cli.base client config diagnosis.cause fault groundtruth incident model net qos recording
                recording.incident recording.load recording.recorder recording.simulated replay report scenario
                scenario.file scenario.run sim soak text time trace tune whatif report.curve
            cli.node: auth cli.base config launcher.process model net node node.http node.http.protocol platform
                registry time wire
            recording.export: groundtruth model node recording recording.load time trace
            """);

    /** The words that the field does not know; {@code glossary.md} has the terms that stand for them. */
    private static final Set<String> OLD_NAMES = Set.of(
            "Absence Answers Awareness Belief Beliefs Belongings Board Brain Deed Doorkeeper End Ether Excuses Farewell Gate"
                    .concat(
                            " Guest Guests Hands Helpers Judge Lane Life Mind Objection Opinion Patience PeerLine PeerSeat")
                    .concat(
                            " Pen Permission Reality Reasons Refusal Sayings Seals Seen Sights SlotTools SoleThread Spread")
                    .concat(" Stage Standing Stories Story Stretch Strip Truth WhatWasDone")
                    .split(" "));

    private static Map<String, Set<String>> table(String text) {
        return text.replace("\n    ", " ")
                .lines()
                .map(line -> line.split(":\\s*", 2))
                .collect(Collectors.toMap(
                        row -> row[0], row -> row[1].isEmpty() ? Set.of() : Set.of(row[1].split("\\s+"))));
    }

    @ArchTest
    static void everyPackageUsesOnlyWhatTheDesignAllows(JavaClasses classes) {
        DEPENDENCIES.forEach((name, allowed) -> {
            String[] here = Stream.concat(Stream.of(name), allowed.stream())
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

    /** A dependency that is allowed and not used is an invitation. */
    @ArchTest
    static void everyAllowedDependencyIsUsed(JavaClasses classes) {
        Map<String, Set<String>> used = new TreeMap<>();
        for (JavaClass type : classes) {
            String name = type.getPackageName().substring(OURS.length());
            Set<String> uses = used.computeIfAbsent(name, key -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getPackageName())
                    .filter(target -> target.startsWith(OURS) && !target.equals(OURS + name))
                    .forEach(target -> uses.add(target.substring(OURS.length())));
        }
        assertThat(used).isEqualTo(DEPENDENCIES);
    }

    @ArchTest
    static void everyPackageHasItsArrowsAndIsNullMarked(JavaClasses classes) {
        var found = new TreeSet<String>();
        classes.forEach(type -> found.add(type.getPackageName().substring(OURS.length())));
        assertThat(found).isEqualTo(new TreeSet<>(DEPENDENCIES.keySet()));
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
            .resideOutsideOfPackage("dev.telltale.cli..")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule viewModelsNeedNoToolkit = noClasses()
            .that()
            .resideInAPackage("dev.telltale.dashboard.viewmodel..")
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

    /** A running animation requests 60 frames a second: these run only while something moves. */
    @ArchTest
    static final ArchRule nothingIsAnimatedAtRest = noClasses()
            .that()
            .haveNameNotMatching(".*\\.(FrameThrottle|MatrixCanvas|PanelWindow)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javafx.animation..");

    @ArchTest
    static final ArchRule onlyTheNodesBodyKnowsUndertow = noClasses()
            .that()
            .resideOutsideOfPackage("dev.telltale.node.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.undertow..", "org.xnio..");

    @ArchTest
    static final ArchRule pureStaysPure = classes()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(PURE)
                    .or(resideInAnyPackage(
                            "dev.telltale.time",
                            "java.lang..",
                            "java.util",
                            "java.util.regex",
                            "java.util.function",
                            "java.util.random",
                            "java.util.stream",
                            "java.time..",
                            "org.jspecify.annotations")));

    /** The rest of a node's HTTP side is its own matter. */
    @ArchTest
    static final ArchRule twoTypesOfTheHttpSideAreOpenToAll = noClasses()
            .that()
            .resideOutsideOfPackage("dev.telltale.node.http..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.telltale.node.http..")
                    .and(not(have(simpleName("HttpNode")).or(have(simpleName("NodeCredentials"))))));

    /** Weight that a node process would carry for its whole life. */
    @ArchTest
    static final ArchRule nodeProcessIsLight = noClasses()
            .that()
            .resideInAPackage("dev.telltale.node..")
            .or(resideInAPackage("dev.telltale.cli.node")
                    .and(have(simpleName("NodeRun")).or(have(simpleName("LaunchedNode")))))
            .should()
            .transitivelyDependOnClassesThat()
            .resideInAnyPackage("javafx..", "picocli..", "com.fasterxml.jackson.databind..");

    /** Only a call that is not plain reaches the heavy way, over {@code CommandLineFactory}. */
    @ArchTest
    static final ArchRule mainItselfIsLight = noClasses()
            .that(have(simpleName("Main")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "com.fasterxml.jackson.databind..", "dev.telltale.dashboard..");

    @ArchTest
    static void noFileIsTooLongAndNoPackageTooLarge(JavaClasses classes) throws IOException {
        var tooLong = new TreeMap<String, Integer>();
        var files = new TreeMap<Path, Integer>();
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            for (Path file :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                int lines = Files.readAllLines(file).size();
                if (lines > MAX_FILE_LINES) {
                    tooLong.put(file.toString(), lines);
                }
                files.merge(file.getParent(), 1, Integer::sum);
            }
        }
        assertThat(tooLong).isEmpty();
        assertThat(files).allSatisfy((folder, count) -> assertThat(count).isLessThanOrEqualTo(MAX_PACKAGE_FILES));
    }

    @ArchTest
    static void noTypeHasAnOldName(JavaClasses classes) {
        assertThat(classes.stream().map(JavaClass::getSimpleName)).doesNotContainAnyElementsOf(OLD_NAMES);
        assertThat(classes.stream().map(JavaClass::getPackageName))
                .noneMatch(name -> name.matches(".*\\.(bench|seal|quality|faults|measure)(\\..*)?"));
    }
}

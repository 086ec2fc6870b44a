package dev.tributary.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house that a machine can check. */
class ArchitectureTest {
    /** A package imports only what stands to its left. */
    private static final List<String> ORDER = List.of(
            "api",
            "retention",
            "csv",
            "mail",
            "page",
            "account",
            "access",
            "rules",
            "offer",
            "affiliate",
            "join",
            "click",
            "order",
            "conversion",
            "payment",
            "portal",
            "moving",
            "catcher",
            "webhook",
            "notice",
            "console",
            "operator",
            "demo",
            "app");

    private static final String BASE = "dev.tributary.server";
    private static final Path SOURCES = Path.of("src/main/java");
    private static final int MOST_LINES = 300;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/server/pages/")) // made from the templates
            .importPackages(BASE);

    @Test
    void imports_go_left() {
        TreeSet<String> wrong = new TreeSet<>();
        for (JavaClass from : CLASSES) {
            if (from.getPackageName().equals(BASE)) {
                continue;
            }
            from.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(to -> to.getPackageName().startsWith(BASE) && rank(to) > rank(from))
                    .forEach(to -> wrong.add(from.getName() + " -> " + to.getName()));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_package_has_its_place_in_the_order() {
        assertThat(CLASSES).allMatch(type -> type.getPackageName().equals(BASE) || rank(type) >= 0);
    }

    @Test
    void time_chance_and_threads_come_in_through_the_door() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".app")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(Random.class)
                .orShould()
                .callConstructor(SecureRandom.class)
                .check(CLASSES);
    }

    @Test
    void names_say_what_a_thing_is() {
        ArchRuleDefinition.noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Dto|Processor)")
                .check(CLASSES);
    }

    @Test
    void files_stay_small() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(SOURCES)) {
            files = all.filter(file -> file.toString().endsWith(".java")).toList();
        }
        List<Integer> lengths =
                files.stream().map(ArchitectureTest::lines).sorted().toList();
        assertThat(files).allMatch(file -> lines(file) <= MOST_LINES);
        assertThat(lengths.get(lengths.size() / 2)).as("the median file").isLessThan(80);
    }

    private static int rank(JavaClass type) {
        String rest = type.getPackageName().substring(BASE.length());
        return rest.isEmpty() ? ORDER.size() : ORDER.indexOf(rest.substring(1));
    }

    private static int lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return (int) lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

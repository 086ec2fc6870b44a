package dev.tributary.webhooks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final int MOST_LINES = 300;

    /** A package imports only what stands before it here. */
    private static final List<String> ORDER = List.of(
            "clock",
            "sql",
            "topic",
            "signature",
            "schedule",
            "transport",
            "endpoint",
            "event",
            "delivery",
            "replay",
            "dispatch");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tributary.webhooks");

    @Test
    void imports_go_left() {
        for (int i = 0; i < ORDER.size(); i++) {
            String[] right = ORDER.subList(i + 1, ORDER.size()).stream()
                    .map(name -> "dev.tributary.webhooks." + name + "..")
                    .toArray(String[]::new);
            String here = "dev.tributary.webhooks." + ORDER.get(i) + "..";
            noClasses()
                    .that()
                    .resideInAPackage(here)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.tributary.webhooks")
                    .check(classes);
            if (right.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage(here)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(right)
                        .check(classes);
            }
        }
    }

    @Test
    void the_engine_knows_neither_spring_nor_the_product() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "dev.tributary.server..", "dev.tributary.postgres..")
                .check(classes);
    }

    @Test
    void time_comes_in_through_the_door() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .check(classes);
    }

    @Test
    void files_are_small() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(file)
                            .content()
                            .satisfies(text -> assertThat(text.lines().count()).isLessThanOrEqualTo(MOST_LINES)));
        }
    }
}

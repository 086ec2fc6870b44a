package dev.tributary.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Root's two ways; each test is skipped where the system forbids its way. */
class RunAsTest {
    @Test
    void as_root_without_namespaces_the_server_runs_as_another_user() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")));
        RunAs other = ChooseRunAs.named("nobody").orElseThrow();
        assumeTrue(other.command(List.of("true")).run().ok());
        Path open = Files.createTempDirectory(
                "tributary", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        Settings settings = Settings.standard();
        try {
            DataFolder folder = DataFolder.open(open);
            try (EmbeddedPostgres postgres = new StartUp(settings, line -> {}).run(folder, other)) {
                assertThat(Lab.ask(postgres.connection(), "select 1")).isEqualTo("1");
            }
            assertThat(ChooseRunAs.forCluster(folder.cluster())).isEqualTo(other);
            try (EmbeddedPostgres again = EmbeddedPostgres.start(open, settings, line -> {})) {
                assertThat(Lab.ask(again.connection(), "select 1")).isEqualTo("1");
            }
        } finally {
            DataFolder.delete(open);
        }
    }
}

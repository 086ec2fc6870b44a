package dev.tributary.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is killed, the next start has every committed row, and nobody else's process is touched. */
class RecoveryTest {
    /** A fraction of a second is usual; a busy disk takes some, and the waits of a wrong recovery 30 s and more. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    @BeforeEach
    void an_empty_table() throws Exception {
        try (EmbeddedPostgres postgres = Lab.start(folder)) {
            Lab.tell(postgres.connection(), "create table if not exists entry (text text)");
            Lab.tell(postgres.connection(), "truncate entry");
        }
    }

    @Test
    void after_the_jvm_was_killed_its_server_is_replaced_and_open_work_is_gone() throws Exception {
        OwnerProcess owner = OwnerProcess.on(folder);
        long orphan = server();
        owner.kill();
        assertThat(ServerProcess.worksIn(cluster(), orphan)).isTrue();
        assertThat(EmbeddedPostgres.connectionOf(folder)).isPresent();
        finds_only_the_committed_row(LIMIT);
        assertThat(ServerProcess.worksIn(cluster(), orphan)).isFalse();
    }

    @Test
    void after_the_server_was_killed_under_its_owner_the_next_start_recovers() throws Exception {
        try (OwnerProcess owner = OwnerProcess.on(folder)) {
            Lab.kill(server());
            assertThatThrownBy(() -> Lab.start(folder)).isInstanceOf(DataFolderInUse.class);
            owner.kill();
            finds_only_the_committed_row(LIMIT);
        }
    }

    @Test
    void after_both_were_killed_the_next_start_recovers() throws Exception {
        OwnerProcess owner = OwnerProcess.on(folder);
        long server = server();
        owner.kill();
        Lab.kill(server);
        finds_only_the_committed_row(LIMIT);
    }

    @Test
    void a_server_killed_under_us_can_be_closed_and_started_again() throws Exception {
        try (EmbeddedPostgres postgres = Lab.start(folder)) {
            Lab.tell(postgres.connection(), "insert into entry values ('committed')");
            Lab.kill(postgres.pid().orElseThrow());
        }
        finds_only_the_committed_row(LIMIT);
    }

    @Test
    void a_backend_that_is_too_busy_to_notice_the_death_of_its_server_is_ended() throws Exception {
        EmbeddedPostgres postgres = Lab.start(folder);
        Lab.tell(postgres.connection(), "insert into entry values ('committed')");
        CountDownLatch ended = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            assertThatThrownBy(() -> Lab.tell(postgres.connection(), "do $$ begin loop end loop; end $$"))
                    .isInstanceOf(SQLException.class);
            ended.countDown();
        });
        Patience.until(Duration.ofSeconds(5), () -> busy(postgres.connection()));
        Lab.kill(postgres.pid().orElseThrow());
        postgres.close();
        finds_only_the_committed_row(LIMIT);
        ended.await();
    }

    @Test
    void a_stranger_that_got_the_dead_servers_process_number_lives_on() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            Lab.blame(folder, stranger.pid());
            try (EmbeddedPostgres postgres = Lab.start(folder)) {
                assertThat(postgres.pid()).isPresent().get().isNotEqualTo(stranger.pid());
            }
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void another_folders_server_is_neither_adopted_nor_stopped(@TempDir Path elsewhere) throws Exception {
        try (EmbeddedPostgres other = Lab.start(elsewhere)) {
            long stranger = other.pid().orElseThrow();
            Lab.blame(folder, stranger);
            assertThat(EmbeddedPostgres.connectionOf(folder)).isEmpty();
            try (EmbeddedPostgres postgres = Lab.start(folder)) {
                assertThat(Lab.ask(postgres.superuser(), "show data_directory"))
                        .isEqualTo(cluster().toString());
            }
            assertThat(other.pid()).contains(stranger);
            assertThat(Lab.ask(other.connection(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void what_a_killed_first_start_left_half_made_is_swept_away() throws Exception {
        Path half = Files.createDirectories(folder.resolve("postgres/cluster.new-4711/base"));
        try (EmbeddedPostgres postgres = Lab.start(folder)) {
            assertThat(half.getParent()).doesNotExist();
            assertThat(Lab.ask(postgres.connection(), "select count(*) from entry"))
                    .isEqualTo("0");
        }
    }

    private static void finds_only_the_committed_row(Duration limit) throws SQLException {
        long start = System.nanoTime();
        try (EmbeddedPostgres postgres = Lab.start(folder)) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            System.out.println("recovered in " + took.toMillis() + " ms");
            assertThat(took).isLessThan(limit);
            assertThat(Lab.ask(postgres.connection(), "select string_agg(text, ',') from entry"))
                    .isEqualTo("committed");
        }
    }

    private static boolean busy(ConnectionInfo info) {
        try {
            return Lab.ask(info, "select count(*) from pg_stat_activity where query like 'do %' and state = 'active'")
                    .equals("1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long server() {
        return Postmaster.of(cluster()).orElseThrow().pid();
    }

    private static Path cluster() {
        try {
            return new DataFolder(folder.toRealPath()).cluster();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

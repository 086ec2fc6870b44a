package dev.tributary.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void first_start_makes_a_database_owned_by_a_role_without_privileges() throws Exception {
        List<String> steps = new ArrayList<>();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data(), Lab.SETTINGS, steps::add)) {
            ConnectionInfo info = postgres.connection();
            Lab.tell(info, "create table note (text text)");
            Lab.tell(info, "insert into note values ('kept')");
            assertThat(steps).contains("Making the database");
            assertThat(postgres.user()).isEqualTo("tributary");
            assertThat(postgres.jdbcUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:" + info.port() + "/tributary");
            assertThat(Lab.ask(
                            info,
                            "select rolsuper or rolcreaterole or rolcreatedb or rolreplication"
                                    + " from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
            assertThat(Lab.ask(info, "show server_version")).isEqualTo(UnpackBinaries.VERSION);
        }
    }

    /** With a space and a quote: both are legal in a home folder's name. */
    private static Path data() {
        return folder.resolve("the merchant's data");
    }

    @Test
    void a_warm_start_keeps_the_rows_the_port_and_the_password() throws Exception {
        ConnectionInfo before = new SecretFile(connectionFile()).read().orElseThrow();
        try (EmbeddedPostgres postgres = Lab.start(data())) {
            assertThat(postgres.connection()).isEqualTo(before);
            assertThat(Lab.ask(postgres.connection(), "select text from note")).isEqualTo("kept");
        }
    }

    @Test
    void a_commit_is_on_the_disk_whatever_the_configuration_file_says() throws Exception {
        Path auto = data().resolve("postgres/cluster/postgresql.auto.conf");
        Files.writeString(auto, "fsync = off\nfull_page_writes = off\n", StandardOpenOption.APPEND);
        try (EmbeddedPostgres postgres = Lab.start(data())) {
            assertThat(Lab.ask(postgres.connection(), "show fsync")).isEqualTo("on");
            assertThat(Lab.ask(postgres.connection(), "show full_page_writes")).isEqualTo("on");
            assertThat(Lab.ask(postgres.connection(), "show synchronous_commit"))
                    .isEqualTo("on");
        } finally {
            Files.writeString(auto, "");
        }
    }

    @Test
    void a_caller_can_tune_the_server_but_not_make_it_forgetful() throws Exception {
        Settings tuned = Lab.SETTINGS.withOption("work_mem", "7MB");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data(), tuned, line -> {})) {
            assertThat(Lab.ask(postgres.connection(), "show work_mem")).isEqualTo("7MB");
        }
        assertThatThrownBy(() -> Lab.SETTINGS.withOption("fsync", "off")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Lab.SETTINGS.withOption("work_mem", "1'; echo"))
                .hasMessageContaining("work_mem");
    }

    @Test
    void only_the_password_opens_the_door_and_only_on_loopback_tcp() throws Exception {
        try (EmbeddedPostgres postgres = Lab.start(data())) {
            ConnectionInfo info = postgres.connection();
            for (String user : List.of(info.user(), "postgres")) {
                ConnectionInfo wrong = new ConnectionInfo(info.port(), user, "guess", info.database());
                assertThatThrownBy(() -> Lab.ask(wrong, "select 1"))
                        .hasMessageContaining("password authentication failed");
            }
            ConnectionInfo superuser = postgres.superuser();
            assertThat(Lab.ask(
                            superuser,
                            "select string_agg(distinct type || ' ' || auth_method, ',')" + " from pg_hba_file_rules"))
                    .isEqualTo("host scram-sha-256");
            assertThat(Lab.ask(
                            superuser,
                            "select count(*) from pg_authid where rolcanlogin"
                                    + " and rolpassword not like 'SCRAM-SHA-256$%'"))
                    .isEqualTo("0");
            assertThat(Lab.ask(superuser, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(Lab.ask(superuser, "show unix_socket_directories")).isEmpty();
        }
    }

    @Test
    void a_second_owner_is_refused_in_one_line() {
        try (EmbeddedPostgres postgres = Lab.start(data())) {
            assertThat(postgres.pid()).isPresent();
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> Lab.start(data()))
                        .isInstanceOf(DataFolderInUse.class)
                        .hasMessageContaining("in use")
                        .hasMessageNotContaining("\n");
            }
            assertThat(postgres.pid()).isPresent();
        }
    }

    @Test
    void other_commands_find_the_way_in_while_a_server_runs() throws Exception {
        assertThat(EmbeddedPostgres.connectionOf(data())).isEmpty();
        try (EmbeddedPostgres postgres = Lab.start(data())) {
            ConnectionInfo found = EmbeddedPostgres.connectionOf(data()).orElseThrow();
            assertThat(found).isEqualTo(postgres.connection());
            assertThat(found.toString()).doesNotContain(found.password());
        }
        assertThat(EmbeddedPostgres.connectionOf(data())).isEmpty();
        assertThat(EmbeddedPostgres.connectionOf(folder.resolve("nothing here")))
                .isEmpty();
    }

    @Test
    void secrets_are_for_the_owners_eyes() throws Exception {
        for (String name : List.of("connection.properties", "superuser.properties")) {
            Path file = data().resolve("postgres").resolve(name);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void a_port_taken_by_a_stranger_is_left_to_the_stranger() throws Exception {
        int last = new SecretFile(connectionFile()).read().orElseThrow().port();
        try (ServerSocket stranger = new ServerSocket(last, 1, InetAddress.getLoopbackAddress());
                EmbeddedPostgres postgres = Lab.start(data())) {
            assertThat(stranger.isBound()).isTrue();
            assertThat(postgres.connection().port()).isNotEqualTo(last);
            assertThat(Lab.ask(postgres.connection(), "select text from note")).isEqualTo("kept");
            assertThat(EmbeddedPostgres.connectionOf(data())).contains(postgres.connection());
        }
    }

    @Test
    void lost_passwords_are_made_anew() throws Exception {
        ConnectionInfo before = new SecretFile(connectionFile()).read().orElseThrow();
        Files.delete(connectionFile());
        try (EmbeddedPostgres postgres = Lab.start(data())) {
            assertThat(postgres.password()).isNotEqualTo(before.password());
            assertThat(Lab.ask(postgres.connection(), "select text from note")).isEqualTo("kept");
            assertThat(Lab.ask(postgres.superuser(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void a_database_of_another_major_version_is_refused_untouched() throws Exception {
        Path version = data().resolve("postgres/cluster/PG_VERSION");
        String ours = Files.readString(version);
        Files.writeString(version, "17\n");
        try {
            assertThatThrownBy(() -> Lab.start(data()))
                    .isInstanceOf(PostgresException.class)
                    .hasMessageContaining("PostgreSQL 17")
                    .hasMessageContaining("dump it")
                    .hasMessageNotContaining("\n");
        } finally {
            Files.writeString(version, ours);
        }
    }

    @Test
    void a_folder_that_is_a_file_is_named_in_one_line() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> Lab.start(file))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("\n");
    }

    private static Path connectionFile() {
        return data().resolve("postgres/connection.properties");
    }
}

package dev.tributary.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.dispatch.OneMasterKey;
import dev.tributary.webhooks.signature.Vault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("database")
@Tag("once")
class ProgramTest {
    private final TestDatabase database = TestDatabase.createEmpty();
    private final Map<String, String> environment = new HashMap<>();

    ProgramTest(@TempDir Path data) {
        environment.put("TRIBUTARY_DATA", data.toString());
        environment.put(
                "TRIBUTARY_DATABASE_URL",
                database.jdbcUrl() + "?user=" + database.user() + "&password=" + database.password());
        environment.put("TRIBUTARY_PORT", "0");
        environment.put("TRIBUTARY_BASE_URL", "http://localhost:8080");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    /** What a command did. */
    record Ran(int code, String out, String err) {}

    @Test
    void an_account_is_made_in_an_empty_database_and_printed_as_json() {
        Ran ran = run(
                "account", "create", "--name", "My shop", "--owner", "Me@Example.com", "--currency", "eur", "--json");
        assertThat(ran.code).as(ran.err).isZero();
        JsonNode made = JsonMapper.shared().readTree(ran.out);
        assertThat(made.propertyNames()).containsExactly("account_id", "api_key", "sign_in_url");
        assertThat(made.path("account_id").stringValue()).matches("acc_[0-9a-f]{32}");
        assertThat(made.path("sign_in_url").stringValue()).matches("http://localhost:8080/console/sign-in/[\\w-]{43}");
        assertThat(run("account", "list").out).contains("on ").contains("EUR").contains("My shop");
    }

    @Test
    void webhooks_are_switched_off_and_on() {
        Ran made = run("account", "create", "--name", "A", "--owner", "a@example.com", "--webhooks=off", "--json");
        String id = JsonMapper.shared().readTree(made.out).path("account_id").stringValue();
        assertThat(run("account", "list").out).contains("off");
        assertThat(run("account", "enable-webhooks", id).code).isZero();
        assertThat(run("account", "list").out).contains("on ");
        assertThat(run("account", "disable-webhooks", id).code).isZero();
        assertThat(run("account", "list").out).contains("off");
        Ran unknown = run("account", "enable-webhooks", "acc_0");
        assertThat(unknown.code).isEqualTo(1);
        assertThat(unknown.err.lines()).hasSize(1);
    }

    @Test
    void what_can_not_be_an_account_is_refused_in_one_line() {
        for (String[] bad : new String[][] {
            {"--name", " ", "--owner", "a@example.com"},
            {"--name", "A", "--owner", "nobody"},
            {"--name", "A", "--owner", "a@example.com", "--currency", "XXX"},
            {"--name", "A", "--owner", "a@example.com", "--webhooks", "maybe"},
        }) {
            String[] args = new String[bad.length + 2];
            args[0] = "account";
            args[1] = "create";
            System.arraycopy(bad, 0, args, 2, bad.length);
            Ran ran = run(args);
            assertThat(ran.code).isEqualTo(1);
            assertThat(ran.err.lines()).hasSize(1);
        }
    }

    @Test
    void a_database_of_a_newer_program_is_left_alone() {
        run("account", "list");
        JdbcClient.create(database.dataSource()).sql("""
                        insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,
                            installed_by, execution_time, success)
                        values (1000, '900', 'later', 'SQL', 'V900__later.sql', 1, 'x', 1, true)
                        """).update();
        Ran ran = run("account", "list");
        assertThat(ran.code).isEqualTo(1);
        assertThat(ran.err).contains("newer").hasLineCount(1);
        assertThat(run("doctor").out).contains("FIX   database");
    }

    @Test
    void a_start_that_can_not_be_says_what_to_do() throws Exception {
        environment.put("TRIBUTARY_DATABASE_URL", "postgresql://user:secret@127.0.0.1:1/none");
        Ran unreachable = run("start");
        assertThat(unreachable.err)
                .contains("TRIBUTARY_DATABASE_URL")
                .doesNotContain("secret")
                .hasLineCount(1);
        environment.put("TRIBUTARY_DATABASE_URL", "mysql://x");
        assertThat(run("start").err).contains("postgresql://").hasLineCount(1);
        environment.put("TRIBUTARY_PORT", "eighty");
        assertThat(run("start").err).contains("TRIBUTARY_PORT").hasLineCount(1);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("TRIBUTARY_PORT", String.valueOf(taken.getLocalPort()));
            environment.put("TRIBUTARY_ADDRESS", "127.0.0.1");
            assertThat(run("start").err).contains("TRIBUTARY_PORT").hasLineCount(1);
        }
    }

    @Test
    void the_doctor_finds_nothing_wrong_here() {
        run("account", "list");
        Ran ran = run("doctor");
        assertThat(ran.code).as(ran.out).isZero();
        assertThat(ran.out.lines()).hasSize(7).allMatch(line -> line.startsWith("ok"));
    }

    @Test
    void the_master_key_is_made_once_for_its_owner_alone() throws Exception {
        Config config = Config.read(environment);
        byte[] made = MasterKey.open(config, new Random(7)).bytes();
        assertThat(MasterKey.open(config, new Random(8)).bytes()).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(config.data().resolve("master.key"))))
                .isEqualTo("rw-------");
        environment.put("TRIBUTARY_MASTER_KEY", "short");
        assertThat(run("doctor").out).contains("FIX   master key");
    }

    @Test
    void a_master_key_of_the_environment_goes_before_one_of_a_file_and_that_before_the_one_in_the_folder(
            @TempDir Path secrets) throws Exception {
        byte[] made = MasterKey.open(Config.read(environment), new Random(7)).bytes();
        byte[] inFile = key(1);
        Path file =
                Files.writeString(secrets.resolve("key"), Base64.getEncoder().encodeToString(inFile) + "\n");
        environment.put("TRIBUTARY_MASTER_KEY_FILE", file.toString());
        assertThat(MasterKey.open(Config.read(environment), new Random(8)).bytes())
                .isEqualTo(inFile)
                .isNotEqualTo(made);
        environment.put("TRIBUTARY_MASTER_KEY", Base64.getEncoder().encodeToString(key(2)));
        assertThat(MasterKey.open(Config.read(environment), new Random(8)).bytes())
                .isEqualTo(key(2));
    }

    @Test
    void a_second_node_with_a_master_key_of_its_own_does_not_start_and_says_what_to_do() {
        run("account", "list"); // makes the tables
        OneMasterKey.require(database.dataSource(), new Vault(key(1)));
        Ran ran = run("start");
        assertThat(ran.code).isEqualTo(1);
        assertThat(ran.err).contains("TRIBUTARY_MASTER_KEY").hasLineCount(1);
    }

    private static byte[] key(int first) {
        byte[] key = new byte[Vault.KEY_BYTES];
        key[0] = (byte) first;
        return key;
    }

    private Ran run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Program.run(
                args,
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}

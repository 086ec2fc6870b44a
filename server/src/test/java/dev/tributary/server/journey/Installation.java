package dev.tributary.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.App;
import dev.tributary.server.testing.Calls;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.testkit.Await;
import dev.tributary.testkit.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real program in a process of its own, with its embedded PostgreSQL: as an operator starts it, and kills it. */
final class Installation implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private final Path data;
    private final int port = LiveServer.freePort();
    private final Map<String, String> environment;
    private Optional<Child> server = Optional.empty();

    Installation(Path data, String allowedTarget) {
        this.data = data;
        this.environment = Map.of(
                "TRIBUTARY_PORT",
                String.valueOf(port),
                "TRIBUTARY_ADDRESS",
                "127.0.0.1",
                "TRIBUTARY_BASE_URL",
                "http://127.0.0.1:" + port,
                "TRIBUTARY_DATA",
                data.toString(),
                "TRIBUTARY_RETRY_SCHEDULE",
                "0s,1s,1s,2s,2s,3s,3s,5s,5s",
                "TRIBUTARY_ALLOW_TARGETS",
                allowedTarget);
    }

    /** Starts it, and returns when it is ready. */
    void start() {
        Child child = Child.start(App.class, environment, "start");
        server = Optional.of(child);
        Await.until(PATIENCE, "the server ready", () -> {
            assertThat(child.isAlive()).as(String.join("\n", child.lines())).isTrue();
            return isReady();
        });
    }

    private boolean isReady() {
        try {
            return new Calls(port, "").get("/readyz").status() == 200;
        } catch (AssertionError _) {
            return false; // nobody listens yet
        }
    }

    /** Makes an account as the operator does while the server runs, and returns calls with its first key. */
    Calls account() {
        Child command = Child.start(
                App.class, environment, "account", "create", "--name", "Shop", "--owner", "o@example.com", "--json");
        assertThat(command.join()).as(String.join("\n", command.lines())).isZero();
        JsonNode made = JsonMapper.shared().readTree(command.lines().getLast());
        return new Calls(port, "Bearer " + made.path("api_key").asString());
    }

    /** SIGKILL for the server's process. */
    void killServer() {
        server.orElseThrow().kill();
        server = Optional.empty();
    }

    /** SIGKILL for the postmaster. */
    void killDatabase() {
        ProcessHandle postmaster = postmaster().orElseThrow();
        postmaster.destroyForcibly();
    }

    /** The postmaster of our data folder, if it lives. */
    Optional<ProcessHandle> postmaster() {
        try (Stream<Path> files = Files.find(data, 4, (file, _) -> file.endsWith("postmaster.pid"))) {
            Optional<Path> pid = files.findFirst();
            return pid.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(
                                    Files.readAllLines(pid.get()).getFirst().strip()))
                            .filter(ProcessHandle::isAlive);
        } catch (IOException e) {
            throw new AssertionError("the data folder can't be read", e);
        }
    }

    @Override
    public void close() {
        server.ifPresent(Child::close);
        postmaster().ifPresent(ProcessHandle::destroyForcibly);
    }
}

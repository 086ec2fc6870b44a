package dev.tributary.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A Java process that owns a data folder, for the tests to kill. */
final class OwnerProcess implements AutoCloseable {
    private final Process process;

    private OwnerProcess(Process process) {
        this.process = process;
    }

    /** Returns when the child has a running server, one committed row and, in an open transaction, a second one. */
    static OwnerProcess on(Path dataFolder) throws IOException {
        OwnerProcess owner = begin(dataFolder);
        String line = owner.process.inputReader().readLine();
        if (!"ready".equals(line)) {
            owner.kill();
            throw new IllegalStateException("the owner said: " + line);
        }
        return owner;
    }

    /** Returns at once. */
    static OwnerProcess begin(Path dataFolder) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new OwnerProcess(new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OwnerProcess.class.getName(),
                        dataFolder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Lets it live for a while at most. */
    void killAfter(Duration life) throws InterruptedException {
        process.waitFor(life.toMillis(), TimeUnit.MILLISECONDS);
        kill();
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    public static void main(String[] arguments) throws Exception {
        EmbeddedPostgres postgres = Lab.start(Path.of(arguments[0]));
        Lab.tell(postgres.connection(), "create table if not exists entry (text text)");
        Lab.tell(postgres.connection(), "insert into entry values ('committed')");
        try (Connection connection = Lab.connect(postgres.connection());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("insert into entry values ('open')");
            System.out.println("ready");
            System.in.read(); // for ever: the test kills us
        }
    }
}

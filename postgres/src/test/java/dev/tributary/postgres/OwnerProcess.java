package dev.tributary.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A Java process that owns a data folder, for the tests to kill. */
final class OwnerProcess implements AutoCloseable {
    private final Process process;

    private OwnerProcess(Process process) {
        this.process = process;
    }

    /** Returns when the child has a running server, one committed row and, in an open transaction, a second one. */
    static OwnerProcess on(Path dataFolder) throws IOException {
        List<String> words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), OwnerProcess.class.getName()));
        words.add(dataFolder.toString());
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines = process.inputReader();
        String line = lines.readLine();
        if (!"ready".equals(line)) {
            process.destroyForcibly();
            throw new IllegalStateException("the owner said: " + line);
        }
        return new OwnerProcess(process);
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

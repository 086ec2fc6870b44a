package dev.tributary.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;

/** A file of mode 600 that says how to connect; replaced whole, so a reader never sees half of one. */
record SecretFile(Path path) {
    static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    Optional<ConnectionInfo> read() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        Properties lines = new Properties();
        try (var reader = Files.newBufferedReader(path)) {
            lines.load(reader);
            return Optional.of(new ConnectionInfo(
                    Integer.parseInt(required(lines, "port")),
                    required(lines, "user"),
                    required(lines, "password"),
                    required(lines, "database")));
        } catch (IOException | NumberFormatException e) {
            throw new PostgresException(path + " cannot be read: " + e, e);
        }
    }

    private String required(Properties lines, String name) {
        String value = lines.getProperty(name);
        if (value == null) {
            throw new PostgresException(
                    path + " lacks the line " + name + ": delete it, and the next start makes it anew.");
        }
        return value;
    }

    void write(ConnectionInfo connection) throws IOException {
        Path draft = DataFolder.unfinished(path);
        Files.deleteIfExists(draft);
        Files.createFile(draft, OWNER_ONLY);
        String text = """
                port=%d
                user=%s
                password=%s
                database=%s
                """.formatted(connection.port(), connection.user(), connection.password(), connection.database());
        Files.writeString(draft, text, StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

package dev.tributary.server.app;

import dev.tributary.webhooks.event.Imprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;

/**
 * A file beside the embedded cluster that is written anew at each start. Its content and the moment of its last change,
 * which nobody can set, do not survive a copy together: so a folder that was copied back is told from one that was not.
 */
final class FolderMark {
    private static final String NAME = "feed.mark";

    private FolderMark() {}

    /** What the last start left, and what the next is to find. */
    static Imprint renew(Path data) {
        Path file = data.resolve(NAME);
        if (!Files.isDirectory(data)) {
            return Imprint.NONE;
        }
        try {
            String was = read(file);
            Files.deleteIfExists(file);
            Files.writeString(file, UUID.randomUUID() + System.lineSeparator());
            return new Imprint(was, read(file));
        } catch (IOException e) {
            throw new StartFailure("The data folder's " + NAME + " can't be written: " + e, e);
        }
    }

    private static String read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        FileTime changed = (FileTime) Files.getAttribute(file, "unix:ctime");
        Instant time = changed.toInstant();
        return Files.readString(file).strip() + " " + time.getEpochSecond() + "." + time.getNano();
    }
}

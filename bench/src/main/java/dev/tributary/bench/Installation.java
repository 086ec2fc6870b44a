package dev.tributary.bench;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where this program was built. */
final class Installation {
    private Installation() {}

    /** The folder of the launcher, found upwards from this program's own jar or classes. */
    static Path root() {
        try {
            Path folder = Path.of(Bench.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            while (folder != null && !Files.isRegularFile(folder.resolve("tributary"))) {
                folder = folder.getParent();
            }
            return folder == null ? Path.of("").toAbsolutePath() : folder;
        } catch (URISyntaxException e) {
            throw new IllegalStateException("this program does not know where it is", e);
        }
    }
}

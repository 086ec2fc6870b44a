package dev.tributary.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks the bundled server once; what is found in its place is complete. */
record UnpackBinaries(Path into, Progress progress) {
    /** The version in the bundle; a test compares it with what the server says. */
    static final String VERSION = "18.6";

    Path unpacked() {
        Path target = into.resolve("bin-" + VERSION);
        if (Files.isDirectory(target)) {
            return target;
        }
        progress.step("Unpacking PostgreSQL " + VERSION);
        try {
            Files.createDirectories(into);
            Path draft = DataFolder.unfinished(target);
            DataFolder.delete(draft);
            unpack(draft);
            flush(draft);
            moveUnlessAnotherWasFaster(draft, target);
            return target;
        } catch (IOException e) {
            throw new PostgresException("PostgreSQL could not be unpacked into " + into + ": " + e.getMessage(), e);
        }
    }

    private static void moveUnlessAnotherWasFaster(Path draft, Path target) throws IOException {
        try {
            DataFolder.finish(draft, target);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
            DataFolder.delete(draft);
        }
    }

    private static void unpack(Path draft) throws IOException {
        try (InputStream bundle = bundle();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(bundle)))) {
            Files.createDirectories(draft);
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                place(tar, entry, draft);
            }
        }
    }

    private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path draft) throws IOException {
        Path path = draft.resolve(entry.getName()).normalize();
        if (!path.startsWith(draft)) {
            throw new IOException("the bundle names a path outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.resolve("..").normalize());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    /** Best effort: one flush of the file system instead of a thousand of files; not every system has the command. */
    private static void flush(Path draft) {
        try {
            Command.of(List.of("sync", "-f", draft.toString())).run();
        } catch (PostgresException e) {
            // Then a power failure within seconds of the first start may cost the unpacked folder, never data.
            return;
        }
    }

    private static InputStream bundle() {
        String name = "/postgres-" + system() + "-" + processor() + ".txz";
        InputStream bundle = UnpackBinaries.class.getResourceAsStream(name);
        if (bundle == null) {
            throw new PostgresException("No PostgreSQL for this system is bundled (" + name.substring(1)
                    + "): run your own, version 15 or newer, and set TRIBUTARY_DATABASE_URL.");
        }
        return bundle;
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name.split(" ", -1)[0];
    }

    private static String processor() {
        String name = System.getProperty("os.arch");
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }
}

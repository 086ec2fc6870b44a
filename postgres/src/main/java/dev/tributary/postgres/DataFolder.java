package dev.tributary.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names what lies in a data folder; the package essay has the picture. */
record DataFolder(Path root) {
    /** pg_ctl hands paths to a shell inside double quotes, so these would not arrive as they are. */
    private static final Pattern UNSAFE = Pattern.compile("[\"$`\\\\\\p{Cntrl}]");

    private static final Duration TOOLS_END = Duration.ofSeconds(15);

    /** Makes the folder if it is missing. */
    static DataFolder open(Path given) {
        try {
            makeFolder(given.toAbsolutePath());
            DataFolder folder = new DataFolder(given.toRealPath());
            if (UNSAFE.matcher(folder.root.toString()).find()) {
                throw new PostgresException("The data folder's path " + folder.root
                        + " has a character that PostgreSQL's tools cannot handle (one of \" $ ` \\):"
                        + " choose another folder with TRIBUTARY_DATA.");
            }
            makeFolder(folder.postgres());
            return folder;
        } catch (AccessDeniedException e) {
            throw new PostgresException(
                    "The data folder " + given.toAbsolutePath()
                            + " cannot be written: give it to the user that runs Tributary,"
                            + " or choose another folder with TRIBUTARY_DATA.",
                    e);
        } catch (FileAlreadyExistsException e) {
            throw new PostgresException(e.getFile() + " is a file, and the data folder needs a folder there.", e);
        } catch (IOException e) {
            throw new PostgresException("The data folder " + given.toAbsolutePath() + " cannot be used: " + e, e);
        }
    }

    Path ownerLock() {
        return root.resolve("owner.lock");
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path cluster() {
        return postgres().resolve("cluster");
    }

    Path postmasterPid() {
        return cluster().resolve("postmaster.pid");
    }

    Path connection() {
        return postgres().resolve("connection.properties");
    }

    Path superuser() {
        return postgres().resolve("superuser.properties");
    }

    Path log() {
        return postgres().resolve("postgres.log");
    }

    /** A path beside {@code target} for work in progress; {@link #finish} moves it into place. */
    static Path unfinished(Path target) {
        return target.resolveSibling(
                target.getFileName() + ".new-" + ProcessHandle.current().pid());
    }

    /** Moves a finished folder or file into place in one step that survives a power failure. */
    static void finish(Path unfinished, Path target) throws IOException {
        try {
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("cannot move " + unfinished + " to " + target + " in one step", e);
        }
        Path parent = target.getParent();
        if (parent != null) {
            try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** What a killed first start left half-made. Only the owner of the folder may call this. */
    void deleteUnfinished() throws IOException {
        List<Path> left;
        try (Stream<Path> entries = Files.list(postgres())) {
            left = entries.filter(path -> path.getFileName().toString().contains(".new-"))
                    .toList();
        }
        for (Path path : left) {
            if (!Patience.until(TOOLS_END, () -> deleted(path))) {
                throw new IOException("the unfinished " + path + " cannot be deleted");
            }
        }
    }

    /** False while a tool of the killed start still writes there. */
    private static boolean deleted(Path tree) {
        try {
            delete(tree);
            return true;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(tree)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        }
    }
}

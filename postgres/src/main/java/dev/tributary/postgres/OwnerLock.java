package dev.tributary.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The exclusive right to start and stop the server of a data folder. The operating system takes it back when the process
 * dies, however it dies.
 */
final class OwnerLock implements AutoCloseable {
    /**
     * Folders owned by this process. POSIX drops a process's lock when the process closes <em>any</em> channel on the
     * file, so a second attempt here must be refused before it opens one.
     */
    private static final Set<Path> OWNED = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private OwnerLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** @throws DataFolderInUse if another owner is alive */
    static OwnerLock take(DataFolder folder) {
        if (!OWNED.add(folder.root())) {
            throw new DataFolderInUse(folder.root(), "this very process");
        }
        try {
            return new OwnerLock(folder.root(), locked(folder));
        } catch (IOException e) {
            OWNED.remove(folder.root());
            throw new PostgresException("The data folder's lock " + folder.ownerLock() + " cannot be taken: " + e, e);
        } catch (RuntimeException e) {
            OWNED.remove(folder.root());
            throw e;
        }
    }

    private static FileChannel locked(DataFolder folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.ownerLock(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            taken = channel.tryLock() != null;
            if (!taken) {
                throw new DataFolderInUse(folder.root(), "process " + read(folder.ownerLock()));
            }
            write(channel, ProcessHandle.current().pid() + "\n");
            return channel;
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static void write(FileChannel channel, String text) throws IOException {
        channel.truncate(0);
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new PostgresException("The data folder's lock could not be given back: " + e, e);
        } finally {
            OWNED.remove(folder);
        }
    }
}

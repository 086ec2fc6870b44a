package dev.tributary.postgres;

import java.nio.file.Path;

/** Another process, or another part of this one, owns the data folder. */
public final class DataFolderInUse extends PostgresException {
    DataFolderInUse(Path folder, String owner) {
        super("The data folder " + folder + " is in use by " + owner
                + ": stop that one first, or choose another folder with TRIBUTARY_DATA.");
    }
}

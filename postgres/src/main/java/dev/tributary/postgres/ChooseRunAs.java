package dev.tributary.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds a way to run PostgreSQL that it accepts, and that can read the cluster already there. */
final class ChooseRunAs {
    /** Users that may own a cluster made by root, the best first. They exist: initdb looks its user's name up. */
    private static final List<String> USERS = List.of("tributary", "postgres", "nobody");

    private ChooseRunAs() {}

    static RunAs forCluster(Path cluster) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new RunAs.Self();
        }
        try {
            Optional<RunAs> owner = ownerOf(cluster);
            if (owner.isPresent()) {
                return owner.get();
            }
            if (works(new RunAs.Namespace())) {
                return new RunAs.Namespace();
            }
            for (String user : USERS) {
                Optional<RunAs> other = named(user).filter(ChooseRunAs::works);
                if (other.isPresent()) {
                    return other.get();
                }
            }
        } catch (IOException e) {
            throw new PostgresException("Cannot find out whose the cluster " + cluster + " is: " + e, e);
        }
        throw new PostgresException("PostgreSQL refuses to run as root, and neither `unshare -U` nor `setpriv` works"
                + " here: run Tributary as an ordinary user.");
    }

    private static Optional<RunAs> ownerOf(Path cluster) throws IOException {
        if (!Files.isDirectory(cluster)) {
            return Optional.empty();
        }
        int uid = (int) Files.getAttribute(cluster, "unix:uid");
        int gid = (int) Files.getAttribute(cluster, "unix:gid");
        return uid == 0 ? Optional.empty() : Optional.of(new RunAs.Other(uid, gid));
    }

    static Optional<RunAs> named(String user) throws IOException {
        Path passwd = Path.of("/etc/passwd");
        if (!Files.isReadable(passwd)) {
            return Optional.empty();
        }
        return Files.readAllLines(passwd).stream()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length > 3 && fields[0].equals(user))
                .findFirst()
                .map(fields -> new RunAs.Other(Integer.parseInt(fields[2]), Integer.parseInt(fields[3])));
    }

    private static boolean works(RunAs way) {
        try {
            return way.command(List.of("true")).run().ok();
        } catch (PostgresException e) {
            return false; // the tool itself is missing
        }
    }
}

package dev.tributary.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** As whom PostgreSQL's programs run, since they refuse to run as root. */
sealed interface RunAs {
    /** The words before a command. */
    List<String> prefix();

    /** Lets those programs own a file or a folder with all that is in it. */
    default void give(Path tree) throws IOException {}

    default Command command(List<String> words) {
        List<String> all = new ArrayList<>(prefix());
        all.addAll(words);
        return Command.of(all);
    }

    /** As the user that runs Java. */
    record Self() implements RunAs {
        @Override
        public List<String> prefix() {
            return List.of();
        }
    }

    /** In a user namespace of its own: PostgreSQL sees nobody, the files stay root's. */
    record Namespace() implements RunAs {
        @Override
        public List<String> prefix() {
            return List.of("unshare", "-U");
        }
    }

    /** As another user, by number, where namespaces are forbidden. */
    record Other(int uid, int gid) implements RunAs {
        @Override
        public List<String> prefix() {
            return List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups");
        }

        @Override
        public void give(Path tree) throws IOException {
            List<Path> paths;
            try (Stream<Path> walk = Files.walk(tree)) {
                paths = walk.toList();
            }
            for (Path path : paths) {
                Files.setAttribute(path, "unix:uid", uid);
                Files.setAttribute(path, "unix:gid", gid);
            }
        }
    }
}

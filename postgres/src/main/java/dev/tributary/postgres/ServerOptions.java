package dev.tributary.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Settings of the server: those that must hold, on the command line; those an operator may tune, in the file. */
final class ServerOptions {
    /** A commit is on the disk before it is acknowledged, whatever the configuration file says. */
    static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "full_page_writes", "on", "synchronous_commit", "on");

    /**
     * Written once, at the end of postgresql.conf; for a machine of two cores that also runs the JVM. Parallel query
     * stays off: it needs shared memory that containers do not give, and our queries are small.
     */
    static final String TUNING = """

            # Tributary's start values, yours to change.
            # Durability, addresses and the port are given on the command line.
            shared_buffers = 128MB
            max_connections = 100
            effective_cache_size = 512MB
            max_wal_size = 1GB
            checkpoint_timeout = 5min
            jit = off
            max_parallel_workers_per_gather = 0
            timezone = 'UTC'
            log_timezone = 'UTC'
            log_checkpoints = off
            log_line_prefix = '%m [%p] %u '
            """;

    private ServerOptions() {}

    /** The words for {@code postgres}. */
    static List<String> words(int port, Map<String, String> more) {
        Map<String, String> options = new TreeMap<>(more);
        options.putAll(DURABLE);
        options.put("listen_addresses", "127.0.0.1");
        options.put("port", Integer.toString(port));
        options.put("unix_socket_directories", "");
        options.put("password_encryption", "scram-sha-256");
        List<String> words = new ArrayList<>();
        options.forEach((name, value) -> {
            words.add("-c");
            words.add(name + "=" + value);
        });
        return words;
    }

    /** The same for the shell behind {@code pg_ctl -o}; no value holds a quote, see {@link Settings}. */
    static String quoted(List<String> words) {
        StringBuilder line = new StringBuilder();
        words.forEach(word -> line.append('\'').append(word).append("' "));
        return line.toString().strip();
    }
}

package dev.tributary.postgres;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a caller may change about an embedded server; {@link #standard()} is right for the product.
 *
 * @param binariesFolder where the bundled server is unpacked; empty: inside the data folder
 * @param installed {@code bin} folder of an installed PostgreSQL 15 or newer to run instead of the bundled one
 * @param options server settings by name, on top of ours
 */
public record Settings(Optional<Path> binariesFolder, Optional<Path> installed, Map<String, String> options) {
    private static final Pattern NAME = Pattern.compile("[a-z_]+(\\.[a-z_]+)?");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_.,%:/ -]*");
    private static final Set<String> FIXED =
            Set.of("fsync", "full_page_writes", "synchronous_commit", "listen_addresses", "port", "data_directory");

    public Settings {
        options = Map.copyOf(options);
        options.forEach(Settings::check);
    }

    public static Settings standard() {
        return new Settings(Optional.empty(), Optional.empty(), Map.of());
    }

    /** Unpacks into a folder that several data folders share. */
    public Settings withBinariesIn(Path folder) {
        return new Settings(Optional.of(folder), installed, options);
    }

    /** Runs an installed PostgreSQL, 15 or newer; {@code bin} is the folder that holds {@code initdb}. */
    public Settings withInstalled(Path bin) {
        return new Settings(binariesFolder, Optional.of(bin), options);
    }

    /**
     * Sets one more server setting.
     *
     * @throws IllegalArgumentException for a setting that keeps commits durable or the server private
     */
    public Settings withOption(String name, String value) {
        Map<String, String> more = new HashMap<>(options);
        more.put(name, value);
        return new Settings(binariesFolder, installed, more);
    }

    private static void check(String name, String value) {
        if (FIXED.contains(name)) {
            throw new IllegalArgumentException("The setting " + name + " is not for the caller to change");
        }
        if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a setting that can be passed on: " + name + "=" + value);
        }
    }
}

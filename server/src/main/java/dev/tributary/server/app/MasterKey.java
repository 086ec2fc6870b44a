package dev.tributary.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The 256 bits under which secrets at rest are sealed, written as base64: {@code TRIBUTARY_MASTER_KEY}, or a file in the
 * data folder that only its owner may read, made on first start. Without it, sealed secrets can't be opened again.
 */
public final class MasterKey {
    private static final Logger LOG = LoggerFactory.getLogger(MasterKey.class);
    private static final int BYTES = 32;

    private final byte[] bytes;

    private MasterKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The key that is configured or was made before; a new one otherwise. */
    static MasterKey open(Config config, RandomGenerator random) {
        return existing(config).orElseGet(() -> make(file(config), random));
    }

    /**
     * The key that is configured or was made before.
     *
     * @throws StartFailure if it can't be read
     */
    static Optional<MasterKey> existing(Config config) {
        if (config.masterKey().isPresent()) {
            return Optional.of(decode(config.masterKey().get(), "TRIBUTARY_MASTER_KEY"));
        }
        Path file = file(config);
        try {
            return Files.exists(file)
                    ? Optional.of(decode(Files.readString(file).strip(), file.toString()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new StartFailure("The master key can't be read: make " + file + " readable for this user.", e);
        }
    }

    public byte[] bytes() {
        return Arrays.copyOf(bytes, BYTES);
    }

    private static Path file(Config config) {
        return config.data().resolve("master.key");
    }

    private static MasterKey make(Path file, RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        try {
            Files.createDirectories(file.getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getEncoder().encodeToString(bytes) + "\n", StandardOpenOption.WRITE);
            LOG.info("Made the master key {}: keep a copy, and give it to every other node", file);
            return new MasterKey(bytes);
        } catch (IOException e) {
            throw new StartFailure("The master key can't be written to " + file + ": make the folder writable.", e);
        }
    }

    private static MasterKey decode(String text, String source) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length == BYTES) {
                return new MasterKey(bytes);
            }
        } catch (IllegalArgumentException e) {
            throw new StartFailure(source + " is no base64: make a key with  openssl rand -base64 32.", e);
        }
        throw new StartFailure(source + " must be base64 of 32 bytes: make one with  openssl rand -base64 32.");
    }

    @Override
    public String toString() {
        return "MasterKey[…]";
    }
}

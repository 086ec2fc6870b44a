package dev.tributary.server.app;

/** Opens the way to the configured master key for tests outside this package. */
public final class TestKey {
    private TestKey() {}

    /** The key of {@code TRIBUTARY_MASTER_KEY}. */
    public static MasterKey of(Config config) {
        return MasterKey.existing(config).orElseThrow();
    }
}

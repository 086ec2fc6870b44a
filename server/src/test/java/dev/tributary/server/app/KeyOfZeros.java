package dev.tributary.server.app;

import java.util.Base64;
import java.util.Map;

/** A configuration for tests: any free port, and a master key that is no secret. */
public final class KeyOfZeros {
    private KeyOfZeros() {}

    public static Config config() {
        return Config.read(Map.of(
                "TRIBUTARY_PORT", "0",
                "TRIBUTARY_ADDRESS", "127.0.0.1",
                "TRIBUTARY_BASE_URL", "http://shops.example",
                "TRIBUTARY_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32])));
    }

    public static MasterKey key() {
        return MasterKey.existing(config()).orElseThrow();
    }
}

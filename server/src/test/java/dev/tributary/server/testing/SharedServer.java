package dev.tributary.server.testing;

import dev.tributary.testkit.SettableClock;
import java.util.Map;

/** One server for all tests of the JVM that need nothing special; each test works in an account of its own. */
public final class SharedServer {
    /** What its clock shows, until a test moves it on. */
    public static final String NOW = "2026-05-01T12:00:00Z";

    private static final SettableClock CLOCK = SettableClock.at(NOW);
    private static final LiveServer SERVER = LiveServer.start(Map.of(), CLOCK, EchoDoor.class);

    private SharedServer() {}

    public static LiveServer server() {
        return SERVER;
    }

    /** Its clock; a test that moves it puts it back. */
    public static SettableClock clock() {
        return CLOCK;
    }
}

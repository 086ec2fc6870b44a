package dev.tributary.server.access;

import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.People;
import dev.tributary.testkit.SettableClock;
import java.util.Map;

/** A server of these tests' own, since they let weeks pass: the days of events, which are made ahead, end before. */
final class House {
    static final SettableClock CLOCK = SettableClock.at("2026-03-01T10:00:00Z");
    static final LiveServer SERVER = LiveServer.start(Map.of(), CLOCK);
    static final People PEOPLE = new People(SERVER);

    private House() {}
}

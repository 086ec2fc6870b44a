package dev.tributary.server.hostile;

import org.junit.jupiter.api.Tag;

/** Every place of every body with every hostile value. */
@Tag("long")
class EveryHostileBodyTest extends SpoiledBodies {
    EveryHostileBodyTest() {
        super(1);
    }
}

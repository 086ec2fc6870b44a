package dev.tributary.webhooks.dispatch;

import java.util.Set;
import java.util.UUID;

/**
 * What a node that starts knows of the others on its database.
 *
 * @param none whether none can be alive: the database is this process's own
 * @param dead those that are dead for certain, with all that they had under way, where some may be alive
 */
public record Others(boolean none, Set<UUID> dead) {
    public static final Others NONE = new Others(true, Set.of());
    public static final Others UNKNOWN = new Others(false, Set.of());

    public Others {
        dead = Set.copyOf(dead);
    }

    /** Whoever may be alive, these are not. */
    public static Others without(Set<UUID> dead) {
        return new Others(false, dead);
    }
}

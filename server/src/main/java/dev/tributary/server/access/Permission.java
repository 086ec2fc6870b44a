package dev.tributary.server.access;

import dev.tributary.server.account.Role;
import java.util.EnumSet;
import java.util.Set;

/** What a member may do. The one place that says what a role is worth. */
public enum Permission {
    /** Sees everything but secrets. */
    READ("see this account"),
    /** Changes affiliates, triggers, offers and calculation rules. */
    PROGRAMME("change affiliates, triggers, offers or calculation rules"),
    /** Approves, denies and credits conversions. */
    CONVERSIONS("approve or deny conversions"),
    PAYMENTS("record payments"),
    /** Changes webhooks, sees their secrets, sends tests and replays. */
    WEBHOOKS("change webhooks"),
    CATCHERS("change request catchers"),
    SOURCES("change sources"),
    /** Makes and deletes API keys that read or track. */
    KEYS("change API keys"),
    /** Makes API keys that write: such a key may do what managers and developers may together. */
    KEYS_THAT_WRITE("make API keys that write"),
    TEAM("change the team"),
    ACCOUNT("change the account's settings");

    private final String doing;

    Permission(String doing) {
        this.doing = doing;
    }

    /** As in "you may not …". */
    String doing() {
        return doing;
    }

    static Set<Permission> of(Role role) {
        return switch (role) {
            case OWNER -> EnumSet.allOf(Permission.class);
            case MANAGER -> EnumSet.of(READ, PROGRAMME, CONVERSIONS, PAYMENTS);
            case DEVELOPER -> EnumSet.of(READ, WEBHOOKS, CATCHERS, SOURCES, KEYS);
            case VIEWER -> EnumSet.of(READ);
        };
    }
}

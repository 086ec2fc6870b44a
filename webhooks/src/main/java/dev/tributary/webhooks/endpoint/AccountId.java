package dev.tributary.webhooks.endpoint;

import dev.tributary.webhooks.clock.PrefixedId;
import java.util.Optional;
import java.util.UUID;

/** The tenant: a merchant's account, written {@code acc_} and 32 hexadecimal digits. */
public record AccountId(UUID value) {
    private static final PrefixedId FORM = new PrefixedId("acc_");

    /** Reads what {@link #toString} writes; empty for anything else. */
    public static Optional<AccountId> parse(String text) {
        return FORM.parse(text).map(AccountId::new);
    }

    @Override
    public String toString() {
        return FORM.format(value);
    }
}

package dev.tributary.server.order;

import java.util.Optional;

/** Who bought. A shop may send no customer at all: then everything here is empty. */
public record Buyer(Optional<String> name, Optional<String> email, Optional<String> browserIp) {
    public static final Buyer UNKNOWN = new Buyer(Optional.empty(), Optional.empty(), Optional.empty());
}

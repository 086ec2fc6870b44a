package dev.tributary.server.access;

import dev.tributary.server.api.Fields;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An API key that somebody wants. */
record NewKey(String name, Set<Scope> scopes, Optional<Instant> expiresAt) {
    /** Reads the body of {@code POST /api/v1/api-keys}. */
    static NewKey from(Fields body, Instant now) {
        String name = body.requiredText("name", 100);
        Set<Scope> scopes = scopes(body);
        Optional<Instant> expires = body.time("expires_at");
        if (expires.isPresent() && !expires.get().isAfter(now)) {
            body.error("expires_at", "must lie in the future");
        }
        body.done();
        return new NewKey(name, scopes, expires);
    }

    Permission needs() {
        return needs(scopes);
    }

    /** What a member needs to make or to end a key of these scopes. */
    static Permission needs(Set<Scope> scopes) {
        return scopes.contains(Scope.WRITE) ? Permission.KEYS_THAT_WRITE : Permission.KEYS;
    }

    private static Set<Scope> scopes(Fields body) {
        Set<Scope> scopes = new LinkedHashSet<>();
        Optional<List<String>> names = body.texts("scopes", 3, 20);
        for (String name : names.orElse(List.of())) {
            @Nullable Scope scope = Scope.BY_NAME.get(name);
            if (scope == null) {
                body.error("scopes", "must be some of read, write, tracking");
                return scopes;
            }
            scopes.add(scope);
        }
        if (scopes.isEmpty()) {
            body.error("scopes", "must name at least one of read, write, tracking");
        }
        return scopes;
    }
}

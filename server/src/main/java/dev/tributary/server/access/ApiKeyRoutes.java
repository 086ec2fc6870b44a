package dev.tributary.server.access;

import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/api-keys")
class ApiKeyRoutes {
    private final ApiKeys keys;
    private final KeyStore store;
    private final InstantSource clock;

    ApiKeyRoutes(ApiKeys keys, KeyStore store, InstantSource clock) {
        this.keys = keys;
        this.store = store;
        this.clock = clock;
    }

    /** A key as its owner sees it; {@code key} is its text in the answer that made it, and null ever after. */
    record View(
            String id,
            String name,
            String start,
            List<String> scopes,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Instant> lastUsedAt,
            @Nullable String key) {
        static View of(ApiKey key, @Nullable String text) {
            return new View(
                    key.id().toString(),
                    key.name(),
                    key.start(),
                    key.scopes().stream().map(Scope::text).sorted().toList(),
                    key.createdAt(),
                    key.expiresAt(),
                    key.lastUsedAt(),
                    text);
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    View create(Caller caller, Fields body) {
        NewKey wanted = NewKey.from(body, clock.instant());
        wanted.scopes().forEach(caller::require);
        ApiKeys.Made made = keys.make(caller.account(), wanted, Optional.of(caller.actor()));
        return View.of(made.key(), made.text());
    }

    @GetMapping
    Page<View> list(Caller caller, Paging paging) {
        Optional<UUID> after = paging.cursor()
                .map(cursor -> Cursor.parts(cursor, 2))
                .map(parts -> KeyId.parse(parts.getLast()).orElseThrow(Cursor::malformed))
                .map(KeyId::value);
        List<ApiKey> rows = store.page(caller.account(), after, paging.fetch());
        return Page.cut(rows, paging.limit(), key -> Cursor.of("k", key.id().toString()))
                .map(key -> View.of(key, null));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable String id) {
        boolean gone =
                KeyId.parse(id).map(key -> store.delete(caller.account(), key)).orElse(false);
        if (!gone) {
            throw Problem.notFound("such API key");
        }
    }
}

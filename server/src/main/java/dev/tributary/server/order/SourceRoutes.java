package dev.tributary.server.order;

import dev.tributary.server.access.Caller;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Installation;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import dev.tributary.server.api.Revision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where a merchant connects a shop, and learns the URL to give to it. */
@RestController
class SourceRoutes {
    private final Sources sources;
    private final Installation installation;

    SourceRoutes(Sources sources, Installation installation) {
        this.sources = sources;
        this.installation = installation;
    }

    @PostMapping("/api/v1/sources")
    ResponseEntity<Map<String, @Nullable Object>> add(Caller caller, Fields body) {
        NewSource wanted = NewSource.from(body);
        return answer(201, sources.add(caller.account(), wanted.kind(), wanted.name(), wanted.secret()));
    }

    @GetMapping("/api/v1/sources")
    Page<Map<String, @Nullable Object>> list(Caller caller, Paging paging) {
        Optional<SourceId> after = paging.cursor().map(SourceRoutes::position);
        List<Source> rows = sources.page(caller.account(), after, paging.fetch());
        return Page.cut(rows, paging.limit(), row -> cursor(row.id())).map(this::view);
    }

    @GetMapping("/api/v1/sources/{id}")
    ResponseEntity<Map<String, @Nullable Object>> show(Caller caller, @PathVariable String id) {
        return answer(200, find(sources, caller, id));
    }

    @PatchMapping("/api/v1/sources/{id}")
    ResponseEntity<Map<String, @Nullable Object>> change(
            Caller caller,
            @PathVariable String id,
            Fields body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        Source source = find(sources, caller, id);
        Optional<String> name = body.text("name", 200);
        body.done();
        Optional<Source> changed = sources.rename(source, old -> {
            Revision.require(ifMatch, tag(old));
            return name.orElse(old.name());
        });
        return answer(200, changed.orElseThrow(SourceRoutes::unknown));
    }

    /** The shop changes its secret while messages are under way: for a while both fit. */
    @PostMapping("/api/v1/sources/{id}/secret/rotate")
    ResponseEntity<Map<String, @Nullable Object>> rotate(Caller caller, @PathVariable String id, Fields body) {
        return answer(200, sources.rotate(find(sources, caller, id), NewSecret.from(body)));
    }

    @DeleteMapping("/api/v1/sources/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable String id) {
        boolean deleted = SourceId.parse(id)
                .filter(source -> sources.delete(caller.account(), source))
                .isPresent();
        if (!deleted) {
            throw unknown();
        }
    }

    static Source find(Sources sources, Caller caller, String id) {
        return SourceId.parse(id)
                .flatMap(source -> sources.find(caller.account(), source))
                .orElseThrow(SourceRoutes::unknown);
    }

    private ResponseEntity<Map<String, @Nullable Object>> answer(int status, Source source) {
        return ResponseEntity.status(status).eTag(tag(source)).body(view(source));
    }

    private static String tag(Source source) {
        return Revision.ofState(List.of(source.name(), source.oldUntil()));
    }

    private Map<String, @Nullable Object> view(Source source) {
        String kind = source.kind().name().toLowerCase(Locale.ROOT);
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", source.id().toString());
        view.put("kind", kind);
        view.put("name", source.name());
        view.put("url", source.url(installation.baseUrl()));
        view.put("created_at", source.created().toString());
        view.put("old_secret_until", source.oldUntil().map(Object::toString).orElse(null));
        return view;
    }

    static String cursor(SourceId source) {
        return Cursor.of("s", source.toString());
    }

    static SourceId position(String cursor) {
        List<String> parts = Cursor.parts(cursor, 2);
        return Optional.of(parts.getLast())
                .filter(id -> parts.getFirst().equals("s"))
                .flatMap(SourceId::parse)
                .orElseThrow(Cursor::malformed);
    }

    private static Problem unknown() {
        return Problem.notFound("source of this id");
    }
}

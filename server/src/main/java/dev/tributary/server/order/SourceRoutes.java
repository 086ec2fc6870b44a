package dev.tributary.server.order;

import dev.tributary.server.access.Caller;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Installation;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
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
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> add(Caller caller, Fields body) {
        NewSource wanted = NewSource.from(body);
        return view(sources.add(caller.account(), wanted.kind(), wanted.name(), wanted.secret()));
    }

    @GetMapping("/api/v1/sources")
    Page<Map<String, Object>> list(Caller caller, Paging paging) {
        Optional<SourceId> after = paging.cursor().map(SourceRoutes::position);
        List<Source> rows = sources.page(caller.account(), after, paging.fetch());
        return Page.cut(rows, paging.limit(), row -> cursor(row.id())).map(this::view);
    }

    @GetMapping("/api/v1/sources/{id}")
    Map<String, Object> show(Caller caller, @PathVariable String id) {
        return SourceId.parse(id)
                .flatMap(source -> sources.find(caller.account(), source))
                .map(this::view)
                .orElseThrow(SourceRoutes::unknown);
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

    private Map<String, Object> view(Source source) {
        String kind = source.kind().name().toLowerCase(Locale.ROOT);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", source.id().toString());
        view.put("kind", kind);
        view.put("name", source.name());
        view.put("url", source.url(installation.baseUrl()));
        view.put("created_at", source.created().toString());
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

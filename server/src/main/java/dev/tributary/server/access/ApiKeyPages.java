package dev.tributary.server.access;

import dev.tributary.server.account.Members;
import dev.tributary.server.account.User;
import dev.tributary.server.account.UserId;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.FormBody;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Account > Settings > API keys. */
@Controller
@RequestMapping(ApiKeyPages.PATH)
class ApiKeyPages {
    static final String PATH = "/console/settings/api-keys";
    private static final Map<String, Duration> LIVES =
            Map.of("30", Duration.ofDays(30), "90", Duration.ofDays(90), "365", Duration.ofDays(365));
    private static final Form FRESH = Form.of(Map.of("lives", "365"));

    private final ApiKeys keys;
    private final KeyStore store;
    private final Members members;
    private final InstantSource clock;

    ApiKeyPages(ApiKeys keys, KeyStore store, Members members, InstantSource clock) {
        this.keys = keys;
        this.store = store;
        this.members = members;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView list(Member member, Paging paging) {
        Optional<UUID> before = paging.cursor()
                .map(cursor -> KeyId.parse(Cursor.parts(cursor, 1).getFirst()).orElseThrow(Cursor::malformed))
                .map(KeyId::value);
        List<ApiKey> found = store.newest(member.account().id(), before, paging.fetch());
        Page<ApiKey> page =
                Page.cut(found, paging.limit(), key -> Cursor.of(key.id().toString()));
        return new ModelAndView(
                "access/keys",
                Map.of(
                        "rows",
                        rows(member, page.data()),
                        "may",
                        member.may(Permission.KEYS),
                        "first",
                        before.isPresent() ? PATH : "",
                        "next",
                        page.next_cursor() == null ? "" : PATH + "?cursor=" + page.next_cursor()));
    }

    @GetMapping("/new")
    ModelAndView form(@Needs(Permission.KEYS) Member member) {
        return form(member, FRESH, HttpStatus.OK);
    }

    /** The key stands in this answer and nowhere else, so it is no redirect. */
    @PostMapping
    ModelAndView create(@Needs(Permission.KEYS) Member member, HttpServletRequest request) {
        FormBody posted = new FormBody(request).given("name").boxes("scopes").aside("lives");
        posted.chosen("lives", LIVES)
                .ifPresent(life ->
                        posted.with("expires_at", clock.instant().plus(life).toString()));
        try {
            ApiKeys.Made made = keys.make(member, NewKey.from(posted.fields(), clock.instant()));
            ModelAndView page = new ModelAndView(
                    "access/key-made", Map.of("name", made.key().name(), "key", made.text()));
            page.setStatus(HttpStatus.CREATED);
            return page;
        } catch (Problem problem) {
            return form(member, posted.refused(problem), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/{id}/revoke")
    ModelAndView confirm(@Needs(Permission.KEYS) Member member, @PathVariable String id) {
        ApiKey key = store.find(member.account().id(), id(id)).orElseThrow(ApiKeyPages::none);
        return new ModelAndView(
                "access/revoke-key", Map.of("row", rows(member, List.of(key)).getFirst()));
    }

    @PostMapping("/{id}/revoke")
    ModelAndView revoke(@Needs(Permission.KEYS) Member member, @PathVariable String id) {
        ApiKey key = keys.revoke(member, id(id));
        return new ModelAndView(Go.to(PATH).saying("The key “" + key.name() + "” opens nothing any more."));
    }

    private static ModelAndView form(Member member, Form form, HttpStatus status) {
        ModelAndView page = new ModelAndView(
                "access/new-key", Map.of("form", form, "writes", member.may(Permission.KEYS_THAT_WRITE)));
        page.setStatus(status);
        return page;
    }

    private List<KeyRow> rows(Member reader, List<ApiKey> found) {
        Instant now = clock.instant();
        Map<String, String> makers = new HashMap<>();
        return found.stream()
                .map(key -> KeyRow.of(key, makers.computeIfAbsent(key.maker().orElse(""), this::name), reader, now))
                .toList();
    }

    /** A person's address, or the key's id as it is. */
    private String name(String maker) {
        return UserId.parse(maker).flatMap(members::user).map(User::email).orElse(maker);
    }

    private static KeyId id(String text) {
        return KeyId.parse(text).orElseThrow(ApiKeyPages::none);
    }

    private static Problem none() {
        return Problem.notFound("such API key");
    }
}

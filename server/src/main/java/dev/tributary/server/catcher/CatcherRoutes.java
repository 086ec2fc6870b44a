package dev.tributary.server.catcher;

import dev.tributary.server.access.Caller;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import dev.tributary.server.api.Revision;
import dev.tributary.server.api.Wait;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.HexFormat;
import java.util.List;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/catchers}. */
@RestController
@RequestMapping("/api/v1/catchers")
final class CatcherRoutes {
    private final Catchers catchers;
    private final Caught caught;
    private final CatcherUrls urls;

    CatcherRoutes(Catchers catchers, Caught caught, CatcherUrls urls) {
        this.catchers = catchers;
        this.caught = caught;
        this.urls = urls;
    }

    @PostMapping
    ResponseEntity<CatcherView> create(Caller caller, Fields body) {
        String name = body.text("name", Catcher.LONGEST_NAME).orElse("");
        CannedAnswer answer = new ReadAnswer(body).over(CannedAnswer.OK);
        Catcher made = catchers.create(caller.account(), name, answer)
                .orElseThrow(() -> Problem.conflict("The account has as many catchers as it may have, "
                        + catchers.limits().catchers() + ". Delete one first."));
        return answer(201, made);
    }

    @GetMapping
    Page<CatcherView> list(Caller caller, Paging paging) {
        Optional<CatcherId> before = paging.cursor()
                .map(cursor ->
                        CatcherId.parse(Cursor.parts(cursor, 1).getFirst()).orElseThrow(Cursor::malformed));
        List<Catcher> rows = catchers.list(caller.account(), before, paging.fetch());
        return Page.cut(rows, paging.limit(), last -> Cursor.of(last.id().toString()))
                .map(this::view);
    }

    @GetMapping("/{id}")
    ResponseEntity<CatcherView> get(Caller caller, @PathVariable String id) {
        return answer(200, find(caller.account(), id));
    }

    @PatchMapping("/{id}")
    ResponseEntity<CatcherView> patch(
            Caller caller,
            @PathVariable String id,
            Fields body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        Catcher changed = catchers.change(caller.account(), id(id), old -> {
                    Revision.require(ifMatch, tag(old));
                    String name = body.has("name")
                            ? body.text("name", Catcher.LONGEST_NAME).orElse("")
                            : old.name();
                    return new Catchers.Change(name, new ReadAnswer(body).over(old.answer()));
                })
                .orElseThrow(() -> none(id));
        return answer(200, changed);
    }

    private ResponseEntity<CatcherView> answer(int status, Catcher catcher) {
        return ResponseEntity.status(status).eTag(tag(catcher)).body(view(catcher));
    }

    /** Of what can be changed: it stays the same while requests come. */
    private static String tag(Catcher catcher) {
        CannedAnswer answer = catcher.answer();
        return Revision.ofState(List.of(
                catcher.name(),
                answer.status(),
                answer.headers(),
                HexFormat.of().formatHex(answer.body()),
                answer.delay(),
                answer.failTimes(),
                answer.drops()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable String id) {
        if (!catchers.delete(caller.account(), id(id))) {
            throw none(id);
        }
    }

    /** A reader gives {@code next_cursor} (a number) as {@code after}; it is null where nothing is new. */
    @GetMapping("/{id}/requests")
    Page<CaughtView> requests(
            Caller caller,
            @PathVariable String id,
            @RequestParam Optional<String> after,
            @RequestParam Optional<String> wait,
            Paging paging) {
        Catcher catcher = find(caller.account(), id);
        long from = number(after.or(paging::cursor));
        List<CaughtRequest> found =
                caught.requests(caller.account(), catcher.id(), from, paging.limit(), Wait.parse(wait));
        String next = found.isEmpty() ? null : String.valueOf(found.getLast().number());
        return new Page<>(views(catcher, found), next);
    }

    private List<CaughtView> views(Catcher catcher, List<CaughtRequest> found) {
        return caught.judged(catcher, found).stream()
                .map(each -> CaughtView.of(each.request(), each.signature().orElse(null)))
                .toList();
    }

    private Catcher find(AccountId account, String id) {
        return catchers.find(account, id(id)).orElseThrow(() -> none(id));
    }

    private CatcherView view(Catcher catcher) {
        return CatcherView.of(catcher, urls);
    }

    private static CatcherId id(String id) {
        return CatcherId.parse(id).orElseThrow(() -> none(id));
    }

    private static Problem none(String id) {
        return Problem.notFound("catcher " + (id.length() > 60 ? id.substring(0, 60) : id));
    }

    private static long number(Optional<String> after) {
        String text = after.orElse("0");
        if (!text.matches("[0-9]{1,18}")) {
            throw Problem.badParameter("after", "must be the number of a request, or next_cursor of an earlier answer");
        }
        return Long.parseLong(text);
    }
}

package dev.tributary.server.join;

import dev.tributary.server.access.Caller;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Installation;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Revision;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/programmes")
class ProgrammeRoutes {
    private final Programmes programmes;
    private final JoinTermsStore terms;
    private final SignUpStore signUps;
    private final Installation installation;

    ProgrammeRoutes(Programmes programmes, JoinTermsStore terms, SignUpStore signUps, Installation installation) {
        this.programmes = programmes;
        this.terms = terms;
        this.signUps = signUps;
        this.installation = installation;
    }

    /** All on one page: there are never more than twenty. */
    @GetMapping
    Page<Map<String, @Nullable Object>> list(Caller caller) {
        return Page.cut(programmes.list(caller.account()), Programmes.MOST, programme -> "")
                .map(programme -> ProgrammeView.of(programme, installation.baseUrl()));
    }

    @PostMapping
    ResponseEntity<Map<String, @Nullable Object>> create(Caller caller, Fields body) {
        Programmes.Wish wish = new ReadProgramme(body).create();
        return answer(201, programmes.create(caller.account(), caller.actor(), wish));
    }

    @GetMapping("/{id}")
    ResponseEntity<Map<String, @Nullable Object>> read(Caller caller, @PathVariable String id) {
        return answer(200, programmes.get(caller.account(), ProgrammeId.parse(id)));
    }

    @PatchMapping("/{id}")
    ResponseEntity<Map<String, @Nullable Object>> change(
            Caller caller,
            @PathVariable String id,
            Fields body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return answer(200, programmes.change(caller.account(), caller.actor(), ProgrammeId.parse(id), old -> {
            Revision.require(ifMatch, old.version());
            return new ReadProgramme(body).change(old);
        }));
    }

    /** Every version of its terms, the newest first. */
    @GetMapping("/{id}/terms")
    Page<Map<String, Object>> terms(Caller caller, @PathVariable String id, Paging paging) {
        Programme programme = programmes.get(caller.account(), ProgrammeId.parse(id));
        return Page.cut(
                        terms.newest(
                                caller.account(),
                                programme.id(),
                                paging.afterNumber().orElse(Long.MAX_VALUE),
                                paging.fetch()),
                        paging.limit(),
                        version -> Cursor.of(version.version()))
                .map(ProgrammeView::of);
    }

    /** Who came by it, and what they accepted; the newest first. */
    @GetMapping("/{id}/sign-ups")
    Page<Map<String, @Nullable Object>> signUps(Caller caller, @PathVariable String id, Paging paging) {
        Programme programme = programmes.get(caller.account(), ProgrammeId.parse(id));
        return Page.cut(
                        signUps.newest(
                                caller.account(),
                                programme.id(),
                                paging.afterNumber().orElse(Long.MAX_VALUE),
                                paging.fetch()),
                        paging.limit(),
                        signUp -> Cursor.of(signUp.affiliate()))
                .map(ProgrammeView::of);
    }

    private ResponseEntity<Map<String, @Nullable Object>> answer(int status, Programme programme) {
        return ResponseEntity.status(status)
                .eTag(Revision.of(programme.version()))
                .body(ProgrammeView.of(programme, installation.baseUrl()));
    }
}

package dev.tributary.server.affiliate;

import dev.tributary.server.access.Caller;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import dev.tributary.server.api.Revision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/affiliates")
class AffiliateRoutes {
    private static final int MOST_IDS = 1000;

    private final AffiliateStore store;
    private final CreateAffiliate create;
    private final EditAffiliate edit;
    private final ChangeStatus changeStatus;

    AffiliateRoutes(AffiliateStore store, CreateAffiliate create, EditAffiliate edit, ChangeStatus changeStatus) {
        this.store = store;
        this.create = create;
        this.edit = edit;
        this.changeStatus = changeStatus;
    }

    @PostMapping
    ResponseEntity<Map<String, @Nullable Object>> create(Caller caller, Fields body) {
        NewAffiliate wanted = new ReadAffiliate(body).create(AffiliateSource.API);
        return answer(201, create.run(caller.account(), wanted));
    }

    @GetMapping
    Page<Map<String, @Nullable Object>> list(
            Caller caller,
            Paging paging,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String email) {
        AffiliateFilter filter = AffiliateFilter.of(status, email);
        List<Affiliate> rows =
                store.page(caller.account(), filter, paging.afterNumber().orElse(0L), paging.fetch());
        return Page.cut(rows, paging.limit(), affiliate -> Cursor.of(affiliate.number()))
                .map(AffiliateView::of);
    }

    @GetMapping("/{id}")
    ResponseEntity<Map<String, @Nullable Object>> read(Caller caller, @PathVariable long id) {
        return answer(200, store.find(caller.account(), id).orElseThrow(() -> Problem.notFound("affiliate " + id)));
    }

    @PatchMapping("/{id}")
    ResponseEntity<Map<String, @Nullable Object>> change(
            Caller caller,
            @PathVariable long id,
            Fields body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return answer(200, edit.run(caller.account(), id, old -> {
            Revision.require(ifMatch, old.version());
            return new ReadAffiliate(body).edit(old);
        }));
    }

    @PostMapping("/status")
    Map<String, List<ChangeStatus.Result>> changeStatus(Caller caller, Fields body) {
        List<Long> ids = body.wholes("ids", MOST_IDS).orElse(List.of());
        if (!body.has("ids") || body.isNull("ids")) {
            body.error("ids", "is required: the affiliates' ids");
        }
        Optional<AffiliateStatus> status = body.choice("status", AffiliateStatus.ALL);
        if (!body.has("status") || body.isNull("status")) {
            body.error("status", "is required: ACTIVE, DENIED or DISABLED");
        }
        body.done();
        return Map.of("results", changeStatus.run(caller.account(), ids, status.orElseThrow()));
    }

    private static ResponseEntity<Map<String, @Nullable Object>> answer(int status, Affiliate affiliate) {
        return ResponseEntity.status(status)
                .eTag(Revision.of(affiliate.version()))
                .body(AffiliateView.of(affiliate));
    }
}

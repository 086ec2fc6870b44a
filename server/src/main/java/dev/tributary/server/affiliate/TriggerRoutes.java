package dev.tributary.server.affiliate;

import dev.tributary.server.access.Caller;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import java.util.List;
import java.util.Map;
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
@RequestMapping("/api/v1")
class TriggerRoutes {
    private final Triggers triggers;
    private final TriggerStore store;
    private final Affiliates affiliates;

    TriggerRoutes(Triggers triggers, TriggerStore store, Affiliates affiliates) {
        this.triggers = triggers;
        this.store = store;
        this.affiliates = affiliates;
    }

    @PostMapping("/affiliates/{id}/triggers")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, @Nullable Object> add(Caller caller, @PathVariable long id, Fields body) {
        ReadTrigger wanted = ReadTrigger.of(body);
        return AffiliateView.of(triggers.add(caller.account(), id, wanted.type(), wanted.value()));
    }

    @GetMapping("/affiliates/{id}/triggers")
    Page<Map<String, @Nullable Object>> list(Caller caller, @PathVariable long id, Paging paging) {
        if (affiliates.find(caller.account(), id).isEmpty()) {
            throw Problem.notFound("affiliate " + id);
        }
        List<Trigger> rows =
                store.page(caller.account(), id, paging.afterNumber().orElse(0L), paging.fetch());
        return Page.cut(rows, paging.limit(), trigger -> Cursor.of(trigger.number()))
                .map(AffiliateView::of);
    }

    @DeleteMapping("/triggers/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, @PathVariable long id) {
        triggers.remove(caller.account(), id);
    }
}

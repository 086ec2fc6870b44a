package dev.tributary.server.offer;

import dev.tributary.server.access.Caller;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import dev.tributary.server.api.Revision;
import java.util.Currency;
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
@RequestMapping("/api/v1/offers")
class OfferRoutes {
    private final Offers offers;
    private final OfferStore store;
    private final Accounts accounts;

    OfferRoutes(Offers offers, OfferStore store, Accounts accounts) {
        this.offers = offers;
        this.store = store;
        this.accounts = accounts;
    }

    @PostMapping
    ResponseEntity<OfferView> create(Caller caller, Fields body) {
        Terms terms = new ReadTerms(body, currency(caller)).create();
        return answer(201, offers.create(caller.account(), terms));
    }

    @GetMapping
    Page<OfferView> list(Caller caller, Paging paging) {
        return Page.cut(
                        store.page(caller.account(), paging.afterNumber().orElse(0L), paging.fetch()),
                        paging.limit(),
                        offer -> Cursor.of(offer.number()))
                .map(OfferView::of);
    }

    @GetMapping("/{id}")
    ResponseEntity<OfferView> read(Caller caller, @PathVariable long id) {
        return answer(200, offers.find(caller.account(), id).orElseThrow(() -> Problem.notFound("offer " + id)));
    }

    @PatchMapping("/{id}")
    ResponseEntity<OfferView> change(
            Caller caller,
            @PathVariable long id,
            Fields body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        Currency currency = currency(caller);
        return answer(200, offers.change(caller.account(), id, old -> {
            Revision.require(ifMatch, old.version());
            return new ReadTerms(body, currency).change(old);
        }));
    }

    private Currency currency(Caller caller) {
        return accounts.get(caller.account()).currency();
    }

    private static ResponseEntity<OfferView> answer(int status, Offer offer) {
        return ResponseEntity.status(status).eTag(Revision.of(offer.version())).body(OfferView.of(offer));
    }
}

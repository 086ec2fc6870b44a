package dev.tributary.server.order;

import dev.tributary.server.access.Caller;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Orders from any shop: the API's own door and the one for shops that come from Refersion. */
@RestController
class OrderRoutes {
    private final Orders orders;
    private final ReprocessOrders again;
    private final Accounts accounts;
    private final InstantSource clock;

    OrderRoutes(Orders orders, ReprocessOrders again, Accounts accounts, InstantSource clock) {
        this.orders = orders;
        this.again = again;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** 201 for a new order; 200 with the first result for one whose id is known. */
    @PostMapping("/api/v1/orders")
    ResponseEntity<Map<String, @Nullable Object>> take(Caller caller, Fields body) {
        var usual = accounts.get(caller.account()).currency();
        IncomingOrder incoming = ReadOrder.of(body, usual, clock.instant()).read(body.raw());
        Receipt receipt = orders.take(caller.account(), incoming);
        return ResponseEntity.status(receipt.fresh() ? 201 : 200).body(OrderView.of(receipt));
    }

    /** The same, under the name that Refersion's clients know; what they send besides is ignored. */
    @PostMapping("/tracker/orders/paid")
    ResponseEntity<Map<String, @Nullable Object>> track(Caller caller, Fields body) {
        return take(caller, body.ignoringUnknown());
    }

    @GetMapping("/api/v1/orders")
    Page<Map<String, @Nullable Object>> list(Caller caller, Paging paging) {
        Optional<OrderId> before = paging.cursor().map(OrderRoutes::position);
        List<Receipt> rows = orders.page(caller.account(), before, paging.fetch());
        return Page.cut(rows, paging.limit(), row -> cursor(row.order().id())).map(OrderView::of);
    }

    @GetMapping("/api/v1/orders/{id}")
    Map<String, @Nullable Object> show(Caller caller, @PathVariable String id) {
        return OrderId.parse(id)
                .flatMap(order -> orders.receipt(caller.account(), order))
                .map(OrderView::of)
                .orElseThrow(() -> Problem.notFound("order of this id"));
    }

    /** Reads the newest kept message again; what nobody claimed is credited if somebody's claim fits now. */
    @PostMapping("/api/v1/orders/{id}/reprocess")
    Map<String, @Nullable Object> reprocess(Caller caller, @PathVariable String id) {
        return OrderId.parse(id)
                .flatMap(order -> again.again(caller.account(), order))
                .map(OrderView::of)
                .orElseThrow(() -> Problem.notFound("order of this id"));
    }

    static String cursor(OrderId order) {
        return Cursor.of("o", order.toString());
    }

    static OrderId position(String cursor) {
        List<String> parts = Cursor.parts(cursor, 2);
        return Optional.of(parts.getLast())
                .filter(id -> parts.getFirst().equals("o"))
                .flatMap(OrderId::parse)
                .orElseThrow(Cursor::malformed);
    }
}

package dev.tributary.server.order;

import dev.tributary.server.api.Fields;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads again what came by the API's doors. */
@Component
class ApiMessages implements ReadAgain {
    @Override
    public Origin origin() {
        return Origin.API;
    }

    /** What the body left to the moment at which it came is as it was then. */
    @Override
    public FollowOrders.News read(Order order, byte[] raw, List<RefundStore.Kept> refunds) {
        Fields body = Fields.parse(raw).ignoringUnknown();
        ReadOrder reader =
                ReadOrder.of(body, order.sale().currency(), order.sale().created());
        return new FollowOrders.News(reader.read(raw), List.of());
    }
}

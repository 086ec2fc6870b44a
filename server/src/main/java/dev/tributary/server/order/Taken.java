package dev.tributary.server.order;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of reading a shop's message.
 *
 * @param order that it told of, if that is known
 * @param answer for the shop
 */
record Taken(ShopMessage.Outcome outcome, Optional<OrderId> order, Map<String, Object> answer) {
    static Taken of(Receipt receipt) {
        List<Long> conversions =
                receipt.credits().stream().map(CreditOrder.Credit::id).toList();
        OrderId order = receipt.order().id();
        return new Taken(
                ShopMessage.Outcome.TAKEN,
                Optional.of(order),
                Map.of("order", order.toString(), "conversions", conversions));
    }

    /** Whose it is will turn out. */
    static Taken kept(Map<String, Object> answer) {
        return new Taken(ShopMessage.Outcome.TAKEN, Optional.empty(), answer);
    }

    static Taken kept(String what) {
        return kept(Map.of(what, "kept until its order comes"));
    }

    static Taken ignored(String why) {
        return new Taken(ShopMessage.Outcome.of(MessageState.IGNORED, why), Optional.empty(), Map.of("ignored", why));
    }

    /** The same, with something before the rest of the answer. */
    Taken saying(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put(name, value);
        more.putAll(answer);
        return new Taken(outcome, order, more);
    }
}

package dev.tributary.server.order;

import java.util.List;

/** What is known of an order once one more message has come. Purely. */
final class NextOrder {
    private NextOrder() {}

    /** A message that came late may still tell that the order was undone. */
    static Order stale(Order before, IncomingOrder incoming) {
        OrderState worse = worse(before, incoming);
        return incoming.changed().isBefore(before.changed()) || worse == before.told()
                ? before
                : before.in(worse, before.changed());
    }

    /** Where the shop never opens a cancelled order again, a message that says so is one that came late. */
    static Order after(Order before, IncomingOrder incoming) {
        boolean newer = incoming.changed().isAfter(before.changed());
        boolean lives =
                before.told() != OrderState.CANCELLED || before.sale().origin().reopens();
        OrderState told = newer && lives ? incoming.state() : worse(before, incoming);
        return incoming.as(before.account(), before.id())
                .in(told, newer ? incoming.changed() : before.changed())
                .settled(before.isGivenBack());
    }

    private static OrderState worse(Order before, IncomingOrder incoming) {
        return switch (before.told()) {
            case OPEN -> incoming.state();
            case RETURNED -> incoming.state() == OrderState.CANCELLED ? OrderState.CANCELLED : OrderState.RETURNED;
            case CANCELLED -> OrderState.CANCELLED;
        };
    }

    /** Whether its contents are others now, or its clues. */
    static boolean isChanged(Order before, Order after) {
        return !contents(before).equals(contents(after)) || !clues(before).equals(clues(after));
    }

    /** What somebody may claim an order by. */
    static List<Object> clues(Order order) {
        return List.of(
                order.clues(),
                order.sale().buyer().email(),
                order.sale().lines().stream()
                        .flatMap(line -> line.upperSku().stream())
                        .toList());
    }

    /** What the worth of an order follows from. */
    private static List<Object> contents(Order order) {
        Sale sale = order.sale();
        return List.of(sale.lines(), sale.discount(), sale.shipping(), sale.tax(), sale.total());
    }
}

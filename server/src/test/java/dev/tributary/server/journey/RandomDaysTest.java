package dev.tributary.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.payment.Payments;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.PublishedEvent;
import dev.tributary.server.testing.SharedServer;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random days of a programme, with the books checked after everything that happens: each thing that changed raised
 * exactly its events, what affiliates are owed is what they earned less what they were paid, and no sequence has a gap.
 */
@Tag("database")
class RandomDaysTest {
    private static final int STEPS = 60;

    private final LiveServer server = SharedServer.server();

    @Test
    void the_books_balance_after_whatever_a_day_brings() {
        for (long seed = 1; seed <= 3; seed++) {
            play(seed);
        }
    }

    @Test
    @Tag("long")
    void the_books_balance_after_whatever_many_days_bring() {
        for (long seed = 100; seed < 200; seed++) {
            play(seed);
        }
    }

    private void play(long seed) {
        Merchant merchant = server.merchant();
        RandomDay day = new RandomDay(new Random(seed), merchant);
        Books before = Books.of(merchant);
        int heard = merchant.events().size();
        for (int step = 0; step < STEPS; step++) {
            String what = "seed " + seed + ", step " + step + ": " + day.step();
            Books after = Books.of(merchant);
            List<PublishedEvent> events = merchant.events();
            assertThat(events.subList(heard, events.size()).stream()
                            .map(event -> event.subject() + " " + event.topic())
                            .sorted())
                    .as(what)
                    .isEqualTo(before.toldUntil(after));
            before = after;
            heard = events.size();
            assertThat(owed(merchant, after)).as(what).isEqualTo(after.owed());
        }
        assertNoGaps(merchant.events());
        assertRefundsTakeBackNoMoreThanWasEarned(before);
    }

    /** What the product says that it owes. */
    private Map<String, BigDecimal> owed(Merchant merchant, Books books) {
        Map<String, BigDecimal> owed = new TreeMap<>();
        Payments payments = server.bean(Payments.class);
        for (long affiliate : books.affiliates().keySet()) {
            payments.owed(merchant.account(), affiliate).stream()
                    .filter(one -> one.commission().signum() != 0)
                    .forEach(one -> owed.put(
                            affiliate + " " + one.currency(), one.commission().setScale(4)));
        }
        return owed;
    }

    private static void assertNoGaps(List<PublishedEvent> events) {
        Map<String, Long> last = new HashMap<>();
        events.forEach(event -> {
            assertThat(event.sequence()).as(event.subject()).isEqualTo(last.getOrDefault(event.subject(), 0L) + 1);
            last.put(event.subject(), event.sequence());
        });
    }

    private static void assertRefundsTakeBackNoMoreThanWasEarned(Books books) {
        Map<Long, BigDecimal> left = new HashMap<>();
        books.conversions()
                .forEach((number, conversion) ->
                        left.merge(conversion.refundOf().orElse(number), conversion.commission(), BigDecimal::add));
        left.forEach(
                (number, rest) -> assertThat(rest).as("conversion " + number).isNotNegative());
    }
}

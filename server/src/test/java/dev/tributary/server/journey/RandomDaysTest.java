package dev.tributary.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.payment.Payments;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.PublishedEvent;
import dev.tributary.server.testing.SharedServer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Random days of a programme, with the books checked after everything that happens: each thing that changed raised
 * exactly its events, what affiliates are owed is what they earned less what they were paid, and no sequence has a gap.
 */
@Tag("database")
class RandomDaysTest {
    private static final int STEPS = 100;
    private static final Set<String> STANDING = Set.of("PENDING", "APPROVED");

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
        try {
            play(seed, server.merchant());
        } finally {
            SharedServer.clock().set(Instant.parse(SharedServer.NOW));
        }
    }

    private void play(long seed, Merchant merchant) {
        RandomDay day = new RandomDay(new Random(seed), merchant, SharedServer.clock());
        OrderBooks orders = new OrderBooks(merchant);
        Books before = Books.of(merchant);
        List<PublishedEvent> all = new ArrayList<>(merchant.events());
        for (int step = 0; step < STEPS; step++) {
            String what = "seed " + seed + ", step " + step + ": " + day.step();
            Books after = check(what, merchant, before, all);
            orders.check(what, before, after, day.rules(), day.orders());
            before = after;
        }
        before = check("seed " + seed + ", in the end", merchant, before, all);
        assertNoGaps(all);
        assertRefundsTakeBackNoMoreThanWasEarned(seed, before);
    }

    /**
     * Looks at books, events and debts as they are at one moment: carts are looked at in the background. What began earlier
     * may commit later, so that news are what was not there before.
     */
    private Books check(String what, Merchant merchant, Books before, List<PublishedEvent> all) {
        TransactionTemplate moment = new TransactionTemplate(server.bean(PlatformTransactionManager.class));
        moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return moment.execute(status -> {
            Books after = Books.of(merchant);
            List<PublishedEvent> news = merchant.eventsBesides(all);
            assertThat(news.stream()
                            .map(event -> event.subject() + " " + event.topic())
                            .sorted())
                    .as(what)
                    .isEqualTo(before.toldUntil(after));
            all.addAll(news);
            assertThat(owed(merchant, after)).as(what).isEqualTo(after.owed());
            return after;
        });
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

    /** As far as they count: of what came to nothing, nothing is taken back. */
    private static void assertRefundsTakeBackNoMoreThanWasEarned(long seed, Books books) {
        Map<Long, BigDecimal> left = new HashMap<>();
        Map<Long, BigDecimal> ofNothing = new HashMap<>();
        books.conversions().forEach((number, conversion) -> {
            long first = conversion.refundOf().orElse(number);
            Books.Conversion sale = Objects.requireNonNull(books.conversions().get(first));
            boolean stands = STANDING.contains(sale.status());
            if (STANDING.contains(conversion.status())) {
                (stands ? left : ofNothing).merge(first, conversion.commission(), BigDecimal::add);
            }
        });
        left.forEach((number, rest) ->
                assertThat(rest).as("seed " + seed + ", conversion " + number).isNotNegative());
        ofNothing.forEach((number, rest) ->
                assertThat(rest).as("seed " + seed + ", conversion " + number).isZero());
    }
}

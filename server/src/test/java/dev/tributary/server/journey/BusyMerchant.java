package dev.tributary.server.journey;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Calls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Makes affiliates with coupons, changes them and sells, from several threads, and keeps what was acknowledged. */
final class BusyMerchant {
    private static final int THREADS = 8;
    private static final int ROUND = 20;

    private final Calls calls;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable AssertionError> refusal = new AtomicReference<>();
    private volatile boolean stopped;

    BusyMerchant(Calls calls) {
        this.calls = calls;
    }

    /**
     * Works until so many events are acknowledged, and on while {@code then} runs.
     *
     * @return topic, subject and status of each event that an answer promised
     */
    Set<String> workUntil(int events, Runnable then) throws InterruptedException {
        long offer = calls.post("/api/v1/offers", """
                {"name":"Standard","type":"PERCENT_OF_SALE","amount":"10"}""").expect(201).id();
        CountDownLatch enough = new CountDownLatch(events);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < THREADS; i++) {
                threads.execute(() -> work(offer, enough));
            }
            enough.await();
            then.run();
            stopped = true;
        }
        Optional.ofNullable(refusal.get()).ifPresent(error -> {
            throw error;
        });
        return Set.copyOf(acknowledged);
    }

    private void work(long offer, CountDownLatch enough) {
        try {
            while (!stopped) {
                List<Long> round = new ArrayList<>();
                int first = next.getAndAdd(ROUND);
                for (int number = first; number < first + ROUND; number++) {
                    round.add(affiliate(offer, number, enough));
                }
                change(round, "DISABLED", enough);
                change(round, "ACTIVE", enough);
                for (int number = first; number < first + ROUND; number++) {
                    order(number, enough);
                }
            }
        } catch (AssertionError e) {
            if (!(e.getCause() instanceof IOException)) {
                refusal.set(e);
                while (enough.getCount() > 0) {
                    enough.countDown();
                }
            } // else no answer: the server was killed, and promised nothing
        }
    }

    private long affiliate(long offer, int number, CountDownLatch enough) {
        Answer made = calls.post("/api/v1/affiliates", """
                {"first_name":"A%d","email":"a%d@example.com","status":"ACTIVE","offer_id":%d,"coupon":"C%d"}""".formatted(number, number, offer, number))
                .expect(201);
        promise("affiliate.created affiliate:" + made.id() + " ACTIVE", enough);
        promise("trigger.created affiliate:" + made.id() + " ", enough);
        return made.id();
    }

    /** All of a round in one transaction. */
    private void change(List<Long> affiliates, String status, CountDownLatch enough) {
        calls.post("/api/v1/affiliates/status", "{\"ids\":" + affiliates + ",\"status\":\"" + status + "\"}")
                .expect(200);
        affiliates.forEach(id -> promise("affiliate.status_changed affiliate:" + id + " " + status, enough));
    }

    private void order(int number, CountDownLatch enough) {
        Answer made =
                calls.post("/api/v1/orders", """
                {"order_id":"%d","discount_code":"C%d","items":[{"quantity":1,"price":"10"}]}""".formatted(number, number)).expect(201);
        promise("conversion.created conversion:" + made.text("/conversions/0/id") + " PENDING", enough);
    }

    private void promise(String event, CountDownLatch enough) {
        acknowledged.add(event);
        enough.countDown();
    }
}

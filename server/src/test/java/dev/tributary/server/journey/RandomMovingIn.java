package dev.tributary.server.journey;

import dev.tributary.server.moving.Mover;
import dev.tributary.server.testing.Partner;
import dev.tributary.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A programme moves in on a random day: its affiliates, and what they earned elsewhere by orders that come here later. */
final class RandomMovingIn {
    private static final String AFFILIATES = "first_name,last_name,email,status,offer_id,coupon\n";
    private static final String CONVERSIONS =
            "order_id,created,status,payment_status,currency,total,commission_total,mechanism,affiliate_id\n";

    private final Chance chance;
    private final Mover mover;
    private final RandomPeople people;
    private final SettableClock clock;
    private final List<String> files = new ArrayList<>();
    private final List<String> numbers = new ArrayList<>();
    private int number;

    RandomMovingIn(Chance chance, Mover mover, RandomPeople people, SettableClock clock) {
        this.chance = chance;
        this.mover = mover;
        this.people = people;
        this.clock = clock;
    }

    Map<String, Runnable> things() {
        Map<String, Runnable> things = new LinkedHashMap<>();
        things.put("move affiliates in", this::affiliates);
        things.put("move conversions in", this::conversions);
        things.put("move the same in again", this::again);
        return things;
    }

    /** The number of an order that was credited elsewhere, now and then; each once. */
    Optional<String> anyNumber() {
        return numbers.isEmpty() || chance.oneIn(2)
                ? Optional.empty()
                : Optional.of(numbers.remove(chance.below(numbers.size())))
                        .map(told -> chance.oneIn(4) ? "#" + told : told);
    }

    private void affiliates() {
        String name = "m" + ++number;
        String email = name + "@partners.example";
        bring(
                "affiliates",
                AFFILIATES + "%s,Partner,%s,ACTIVE,%d,%s\n".formatted(name, email, people.anyOffer(), people.coupon()));
        people.join(email);
    }

    /** One of an order or two; of different days, and with whatever became of them. */
    private void conversions() {
        StringBuilder rows = new StringBuilder(CONVERSIONS);
        String order = String.valueOf(90_000 + ++number);
        for (int i = 0; i <= chance.below(2); i++) {
            Partner partner = people.any();
            String status = chance.any(List.of(
                    "APPROVED,PAID", "APPROVED,UNPAID", "PENDING,UNPAID", "DENIED,UNPAID", "UNQUALIFIED,UNPAID"));
            rows.append("%s,%s,%s,USD,%s,%s,%s,%d\n"
                    .formatted(
                            order,
                            clock.instant().minus(Duration.ofHours(1 + chance.below(30))),
                            status,
                            chance.price(),
                            chance.price(),
                            chance.any(List.of("LINK", "COUPON", "MANUAL")),
                            partner.id()));
        }
        bring("conversions", rows.toString());
        numbers.add(order);
    }

    private void again() {
        if (!files.isEmpty()) {
            String file = chance.any(files);
            bring(file.substring(0, file.indexOf('\n')), file.substring(file.indexOf('\n') + 1));
        }
    }

    private void bring(String kind, String csv) {
        JsonNode view = mover.bring("kind=" + kind + "&events=true", csv);
        if (!Mover.counts(view).endsWith(" 0")) {
            throw new AssertionError(csv + ": " + Mover.errors(view));
        }
        files.add(kind + "\n" + csv);
    }
}

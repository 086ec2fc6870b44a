package dev.tributary.server.conversion;

import dev.tributary.server.account.Events;
import dev.tributary.server.account.Numbers;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.event.NewEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Numbers new conversions, stores them and tells of them, inside the caller's transaction. */
@Component
class RecordConversions {
    private final Numbers numbers;
    private final ConversionStore store;
    private final Partners partners;
    private final Events events;

    RecordConversions(Numbers numbers, ConversionStore store, Partners partners, Events events) {
        this.numbers = numbers;
        this.store = store;
        this.partners = partners;
        this.events = events;
    }

    List<Birth> of(AccountId account, List<Credited.Unnumbered> conversions) {
        return withAgain(account, List.of(), conversions);
    }

    /**
     * The same, and bears some again.
     *
     * @param again in place of conversions that earned nothing until now, locked; nobody was told that they were credits
     */
    List<Birth> withAgain(AccountId account, List<Birth> again, List<Credited.Unnumbered> conversions) {
        List<NewEvent> told = new ArrayList<>();
        again.forEach(birth -> store.replace(account, birth));
        again.forEach(birth -> told.addAll(ConversionEvents.born(account, birth.snapshot())));
        List<Birth> births = new ArrayList<>(again);
        births.addAll(insert(account, conversions, told));
        credited(account, births);
        events.publish(told.toArray(NewEvent[]::new));
        return List.copyOf(births);
    }

    /** New ones alone, for a caller who has more to tell, and publishes it all in the end. */
    List<Birth> of(AccountId account, List<Credited.Unnumbered> conversions, List<NewEvent> told) {
        List<Birth> births = insert(account, conversions, told);
        credited(account, births);
        return births;
    }

    private List<Birth> insert(AccountId account, List<Credited.Unnumbered> conversions, List<NewEvent> told) {
        if (conversions.isEmpty()) {
            return List.of();
        }
        long next = numbers.take(account, Numbers.Kind.CONVERSION, conversions.size());
        List<Birth> births = new ArrayList<>();
        for (Credited.Unnumbered conversion : conversions) {
            Birth birth = conversion.numbered(next++);
            store.insert(account, birth);
            told.addAll(ConversionEvents.born(account, birth.snapshot()));
            births.add(birth);
        }
        return List.copyOf(births);
    }

    /** By number, as a bulk change of affiliates locks them: else the two could wait for each other. */
    private void credited(AccountId account, List<Birth> births) {
        births.stream()
                .map(Birth::conversion)
                .filter(Conversion::isCredit)
                .sorted(Comparator.comparingLong(Conversion::affiliate))
                .forEach(conversion -> partners.credited(account, conversion.affiliate(), conversion.created()));
    }
}

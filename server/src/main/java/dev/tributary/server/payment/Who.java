package dev.tributary.server.payment;

import dev.tributary.server.conversion.Owed;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whom a run is to pay. */
sealed interface Who {
    /** Everybody to whom enough is owed. */
    record All() implements Who {}

    /** One affiliate, by one payment. */
    record One(long affiliate) implements Who {}

    /** These affiliates, whatever is owed to each. */
    record These(Set<Long> affiliates) implements Who {
        public These {
            affiliates = Set.copyOf(affiliates);
        }
    }

    /** These balances, as they were ticked. */
    record Balances(Set<Balance> balances) implements Who {
        public Balances {
            balances = Set.copyOf(balances);
        }
    }

    /** What is owed to one affiliate in one currency. */
    record Balance(long affiliate, Currency currency) {
        static Balance of(Owed owed) {
            return new Balance(owed.affiliate(), owed.currency());
        }
    }

    /** The affiliates that it names; empty for all. */
    default Optional<Set<Long>> named() {
        return switch (this) {
            case All() -> Optional.empty();
            case One(long affiliate) -> Optional.of(Set.of(affiliate));
            case These(Set<Long> affiliates) -> Optional.of(affiliates);
            case Balances(Set<Balance> balances) ->
                Optional.of(balances.stream().map(Balance::affiliate).collect(Collectors.toSet()));
        };
    }

    /** Whether a balance of an affiliate whom it names is meant. */
    default boolean means(Owed owed) {
        return !(this instanceof Balances some) || some.balances().contains(Balance.of(owed));
    }
}

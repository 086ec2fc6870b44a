package dev.tributary.server.payment;

import dev.tributary.server.account.Money;
import dev.tributary.server.conversion.Due;
import dev.tributary.server.conversion.Owed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which balances a run pays. Purely.
 *
 * @param paid each by one payment
 * @param skipped each with the reason
 * @param more whether others could be paid too: a run makes no more than {@link #MOST} payments
 */
record Judgement(List<Due> paid, List<Skipped> skipped, boolean more) {
    /** How many payments a run makes. */
    static final int MOST = 1000;

    Judgement {
        paid = List.copyOf(paid);
        skipped = List.copyOf(skipped);
    }

    /** A balance that is not paid this time. */
    record Skipped(Owed owed, Reason reason) {}

    /** Why a balance is not paid. */
    enum Reason {
        /** No conversion of the affiliate can be paid. */
        NOTHING_OWED("nothing is owed"),
        /** The affiliate is denied or disabled, and everybody was meant: who is to be paid nonetheless is named. */
        DENIED_OR_DISABLED("denied or disabled: paid only where the affiliate is named"),
        /** The conversions add up to nothing, or more was taken back than earned; it counts against what follows. */
        NOT_ABOVE_ZERO("not above zero: it counts against what is earned next"),
        BELOW_MINIMUM("below the minimum: it stays for the next time");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /**
     * Judges.
     *
     * @param due what can be paid to those whom the run may mean, in order of affiliates
     * @param barred those of them who are denied or disabled: a run for everybody leaves them out
     */
    static Judgement of(List<Due> due, Set<Long> barred, Run run) {
        List<Due> paid = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (Due one : due) {
            Owed owed = one.owed();
            if (!run.who().means(owed)) {
                continue;
            }
            seen.add(owed.affiliate());
            if (owed.commission().signum() <= 0) {
                skipped.add(new Skipped(owed, Reason.NOT_ABOVE_ZERO));
            } else if (run.who() instanceof Who.All && barred.contains(owed.affiliate())) {
                skipped.add(new Skipped(owed, Reason.DENIED_OR_DISABLED));
            } else if (isBelow(owed, run.minimum())) {
                skipped.add(new Skipped(owed, Reason.BELOW_MINIMUM));
            } else {
                paid.add(one);
            }
        }
        run.who().named().stream()
                .flatMap(Set::stream)
                .filter(affiliate -> !seen.contains(affiliate))
                .sorted()
                .forEach(affiliate -> skipped.add(new Skipped(nothing(affiliate, run), Reason.NOTHING_OWED)));
        return new Judgement(paid.subList(0, Math.min(paid.size(), MOST)), skipped, paid.size() > MOST);
    }

    private static boolean isBelow(Owed owed, Money minimum) {
        return owed.currency().equals(minimum.currency()) && owed.commission().compareTo(minimum.amount()) < 0;
    }

    private static Owed nothing(long affiliate, Run run) {
        Money zero = Money.zero(run.currency().orElse(run.minimum().currency()));
        return new Owed(affiliate, zero.currency(), zero.amount(), 0);
    }
}

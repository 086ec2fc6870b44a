package dev.tributary.server.portal;

import dev.tributary.webhooks.endpoint.AccountId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What lets a session act for one affiliate.
 *
 * @param generation the one of the affiliate's sessions in which it was given; it is worth nothing in a later one
 */
record Pass(AccountId account, long affiliate, long generation) {
    private static final int PARTS = 3;

    boolean isFor(AccountId otherAccount, long otherAffiliate) {
        return account.equals(otherAccount) && affiliate == otherAffiliate;
    }

    /** As one text, for a session. */
    static String write(List<Pass> passes) {
        return passes.stream()
                .map(pass -> pass.account + "/" + pass.affiliate + "/" + pass.generation)
                .collect(Collectors.joining(" "));
    }

    static List<Pass> read(String text) {
        return Arrays.stream(text.split(" ", -1))
                .flatMap(one -> one(one).stream())
                .toList();
    }

    private static Optional<Pass> one(String text) {
        String[] parts = text.split("/", -1);
        return parts.length != PARTS
                ? Optional.empty()
                : AccountId.parse(parts[0])
                        .map(account -> new Pass(account, Long.parseLong(parts[1]), Long.parseLong(parts[2])));
    }
}

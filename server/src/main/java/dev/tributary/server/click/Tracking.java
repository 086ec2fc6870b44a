package dev.tributary.server.click;

import dev.tributary.webhooks.endpoint.AccountId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** How shops' pages name their accounts, and where redirect links may lead. */
@Component
class Tracking {
    private static final int KEY_BYTES = 16;

    private final TrackingStore store;
    private final RandomGenerator random;
    private final TransactionTemplate transaction;

    Tracking(TrackingStore store, RandomGenerator random, TransactionTemplate transaction) {
        this.store = store;
        this.random = random;
        this.transaction = transaction;
    }

    /** An account's; made when it is first asked for. */
    record Shop(AccountId account, String publicKey, Hosts hosts) {
        /** What goes into the shop's pages. */
        String tag(String baseUrl) {
            return "<script async src=\"" + baseUrl + "/t.js\" data-key=\"" + publicKey + "\"></script>";
        }

        /** A link for places that run no script. */
        String redirect(String baseUrl) {
            String to = hosts.names().isEmpty()
                    ? "your-shop.example"
                    : hosts.names().getFirst();
            return baseUrl + "/go/" + publicKey + "?rfsn=ID.CODE&to=https://" + to + "/";
        }
    }

    Shop of(AccountId account) {
        return store.find(account).orElseGet(() -> {
            byte[] key = new byte[KEY_BYTES];
            random.nextBytes(key);
            store.insert(account, "pub_" + HexFormat.of().formatHex(key));
            return store.find(account).orElseThrow();
        });
    }

    Optional<Shop> behind(String publicKey) {
        return store.behind(List.of(publicKey)).stream().findFirst();
    }

    void change(AccountId account, Hosts hosts) {
        change(account, old -> hosts);
    }

    /**
     * Changes where redirect links may lead.
     *
     * @param edit gives the hosts from what there is; what it throws leaves all as it was
     */
    void change(AccountId account, Function<Shop, Hosts> edit) {
        AccountId known = of(account).account();
        transaction.executeWithoutResult(
                status -> store.change(known, edit.apply(store.lock(known).orElseThrow())));
    }
}

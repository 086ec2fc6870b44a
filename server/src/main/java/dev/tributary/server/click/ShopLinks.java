package dev.tributary.server.click;

import dev.tributary.server.api.Installation;
import dev.tributary.webhooks.endpoint.AccountId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where an account's shop is, as far as it has named its hosts: what affiliates need to share links. */
@Component
public class ShopLinks {
    private final TrackingStore store;
    private final Installation installation;

    ShopLinks(TrackingStore store, Installation installation) {
        this.store = store;
        this.installation = installation;
    }

    /** The shop's front page. */
    public Optional<String> home(AccountId account) {
        return store.find(account)
                .flatMap(shop -> shop.hosts().names().stream().findFirst())
                .map(host -> "https://" + host + "/");
    }

    /**
     * The link that notes a click by itself and leads on to a page, for places without a script.
     *
     * @param values the query that makes it an affiliate's, such as {@code rfsn=100001.4efcc&subid=may}
     * @param page without them
     * @return empty if the page is on none of the shop's hosts
     */
    public Optional<String> redirect(AccountId account, String values, String page) {
        return store.find(account)
                .filter(shop ->
                        Destination.read(Optional.of(page), shop.hosts()).isPresent())
                .map(shop -> installation.baseUrl() + "/go/" + shop.publicKey() + "?" + values + "&to="
                        + URLEncoder.encode(page, StandardCharsets.UTF_8));
    }
}

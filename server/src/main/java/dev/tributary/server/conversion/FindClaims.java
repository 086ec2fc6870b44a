package dev.tributary.server.conversion;

import dev.tributary.server.api.Problem;
import dev.tributary.server.click.Click;
import dev.tributary.server.click.Clicks;
import dev.tributary.server.order.Clues;
import dev.tributary.server.order.Order;
import dev.tributary.server.order.OrderLine;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Collects who has a claim on an order; whether it is worth anything is for {@link Attribution} to say. */
@Component
class FindClaims {
    /** Clocks of shops differ from ours. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final Partners partners;
    private final Clicks clicks;

    FindClaims(Partners partners, Clicks clicks) {
        this.partners = partners;
        this.clicks = clicks;
    }

    /**
     * The claims, in no particular order but that of the coupons and of the links, the newest first.
     *
     * @throws Problem 422 if the sender names an affiliate whom the account does not have
     */
    List<Claim> of(Order order) {
        AccountId account = order.account();
        Clues clues = order.clues();
        List<Claim> claims = new ArrayList<>();
        clues.affiliate()
                .map(number -> named(account, number))
                .map(Claim::manual)
                .ifPresent(claims::add);
        claims.addAll(byLink(account, order));
        for (String coupon : clues.coupons()) {
            holder(account, Mechanism.COUPON, coupon)
                    .map(partner -> Claim.coupon(partner, coupon))
                    .ifPresent(claims::add);
        }
        order.sale()
                .buyer()
                .email()
                .flatMap(email -> holder(account, Mechanism.EMAIL, email).map(partner -> Claim.email(partner, email)))
                .ifPresent(claims::add);
        claims.addAll(bySku(account, order));
        return claims;
    }

    /** One claim per affiliate by whose link the customer came, the newest click first. */
    private List<Claim> byLink(AccountId account, Order order) {
        Instant ordered = order.sale().created();
        List<Click> known = order.clues()
                .cart()
                .map(cart -> clicks.ofCart(account, cart, ordered.plus(AHEAD)))
                .orElse(List.of());
        return LastClicks.of(known, order.clues().click(), ordered).stream()
                .map(click -> partners.byLink(account, click.affiliate(), click.code())
                        .map(partner -> Claim.link(partner, click)))
                .flatMap(Optional::stream)
                .toList();
    }

    private Partner named(AccountId account, long number) {
        return partners.find(account, number)
                .orElseThrow(() -> Problem.unprocessable("affiliate_id", "is no affiliate of this account"));
    }

    /** One claim per affiliate, however many of its SKUs were bought; in the affiliates' order, not that of the lines. */
    private List<Claim> bySku(AccountId account, Order order) {
        Map<Long, Partner> holders = new TreeMap<>();
        Map<Long, Set<String>> skus = new HashMap<>();
        Set<String> bought = new LinkedHashSet<>();
        order.sale().lines().stream()
                .map(OrderLine::upperSku)
                .flatMap(Optional::stream)
                .forEach(bought::add);
        for (String sku : bought) {
            holder(account, Mechanism.SKU, sku).ifPresent(partner -> {
                holders.put(partner.number(), partner);
                skus.computeIfAbsent(partner.number(), first -> new LinkedHashSet<>())
                        .add(sku);
            });
        }
        return holders.values().stream()
                .map(partner -> Claim.sku(partner, Set.copyOf(skus.getOrDefault(partner.number(), Set.of()))))
                .toList();
    }

    private Optional<Partner> holder(AccountId account, Mechanism mechanism, String value) {
        return partners.holding(account, mechanism, value);
    }
}

package dev.tributary.server.order;

import dev.tributary.server.click.Click;
import java.util.List;
import java.util.Optional;

/**
 * What an order says about who sent the customer. The customer's e-mail and the SKUs are clues too; they stand in the
 * {@link Sale}.
 *
 * @param click the affiliate link that the customer came by
 * @param coupons discount codes in the order of the shop's list, as the shop wrote them
 * @param affiliate the number of an affiliate whom the sender itself names; such an order asks no further
 * @param cart the cart's id
 */
public record Clues(Optional<Click> click, List<String> coupons, Optional<Long> affiliate, Optional<String> cart) {}

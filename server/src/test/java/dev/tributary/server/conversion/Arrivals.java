package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.testkit.Seeds;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Delivers the messages about an order in many orders, and says what they all end in. */
final class Arrivals {
    private static final int SOME = 7;

    private final Merchant merchant;
    private final BiFunction<String, Long, Answer> door;
    private final int most;
    private long next = 1;

    private Arrivals(Merchant merchant, BiFunction<String, Long, Answer> door, int most) {
        this.merchant = merchant;
        this.door = door;
        this.most = most;
    }

    /**
     * A few orders of arrival.
     *
     * @param door sends a message about the order with this number
     */
    static Arrivals some(Merchant merchant, BiFunction<String, Long, Answer> door) {
        return new Arrivals(merchant, door, SOME);
    }

    /** All orders of arrival. */
    static Arrivals all(Merchant merchant, BiFunction<String, Long, Answer> door) {
        return new Arrivals(merchant, door, Integer.MAX_VALUE);
    }

    /**
     * What counts in the end.
     *
     * @param firsts what became of the conversions that the order made, with the code of a denial
     * @param sums total and commission of what counts, by affiliate and status, where they are not zero
     * @param told the topics that those conversions were told by
     */
    record State(String order, String refunded, Set<String> firsts, Map<String, String> sums, Set<String> told) {
        private State untold() {
            return new State(order, refunded, firsts, sums, Set.of());
        }

        private State credits() {
            Map<String, String> credits = new TreeMap<>(sums);
            credits.keySet().removeIf(whose -> whose.endsWith("UNQUALIFIED"));
            return new State(order, refunded, Set.of(), credits, Set.of());
        }
    }

    /** Plays the messages in many orders, with repetitions. */
    State play(List<String> messages) {
        return play(messages, state -> state);
    }

    /** The same where a shop changes its mind: what is told on the way there depends on what was heard of it. */
    State playChanging(List<String> messages) {
        return play(messages, State::untold);
    }

    /** The same where it says that somebody else brought the customer: whoever was credited by that is not any more. */
    State playExchanging(List<String> messages) {
        return play(messages, State::credits).credits();
    }

    private State play(List<String> messages, UnaryOperator<State> part) {
        RandomGenerator random = Seeds.random("arrivals");
        List<List<Integer>> arrivals = arrivals(messages.size());
        State clean = state(deliver(messages, arrivals.getFirst(), random));
        for (int i = 1; i < arrivals.size(); i += Math.max(1, arrivals.size() / most)) {
            List<Integer> arrival = arrivals.get(i);
            State state = state(deliver(messages, arrival, random));
            assertThat(part.apply(state)).as("arriving as %s", arrival).isEqualTo(part.apply(clean));
        }
        return clean;
    }

    /** Delivers them as another order, and answers with the id of that of the last message. A shop sends again what was refused. */
    private String deliver(List<String> messages, List<Integer> arrival, RandomGenerator random) {
        long number = next++;
        Deque<String> waiting = new ArrayDeque<>();
        List<String> sent = new ArrayList<>();
        arrival.forEach(index -> waiting.add(messages.get(index)));
        String order = "";
        String last = "";
        int refused = 0;
        while (!waiting.isEmpty()) {
            String message = waiting.remove();
            Answer answer = door.apply(message, number);
            if (answer.status() == 422 && refused++ < 2 * messages.size()) {
                waiting.add(message);
                continue;
            }
            order = answer.expect(200).json().path("order").asString(order);
            last = message.equals(messages.getLast())
                    ? answer.json().path("order").asString(last)
                    : last;
            sent.add(message);
            if (random.nextInt(3) == 0) {
                door.apply(sent.get(random.nextInt(sent.size())), number).expect(200);
            }
        }
        return last.isEmpty() ? order : last;
    }

    private State state(String id) {
        JsonNode order = merchant.get("/api/v1/orders/" + id).expect(200).json();
        Set<String> firsts = new TreeSet<>();
        Set<String> told = new TreeSet<>();
        Map<String, List<BigDecimal>> sums = new TreeMap<>();
        for (JsonNode conversion : order.path("conversions").values()) {
            long number = conversion.path("id").asLong();
            String affiliate = conversion.path("affiliate_id").asString();
            String whose = affiliate + " " + conversion.path("status").asString();
            if (conversion.path("refund_of").isNull()) {
                firsts.add(whose + " " + code(number));
                topics(number).forEach(topic -> told.add(affiliate + " " + topic));
            }
            if (!whose.endsWith("DENIED")) {
                List<BigDecimal> more = List.of(amount(conversion, "total"), amount(conversion, "commission_total"));
                sums.merge(
                        whose,
                        more,
                        (one, two) ->
                                List.of(one.get(0).add(two.get(0)), one.get(1).add(two.get(1))));
            }
        }
        Map<String, String> written = new TreeMap<>();
        sums.forEach((whose, sum) -> {
            if (sum.stream().anyMatch(amount -> amount.signum() != 0)) {
                written.put(whose, sum.toString());
            }
        });
        String refunded = order.path("refunded_total").asString() + " in "
                + order.path("refunds").size();
        return new State(order.path("state").asString(), refunded, firsts, written, told);
    }

    private String code(long conversion) {
        return merchant.get("/api/v1/conversions/" + conversion)
                .json()
                .path("denied_reason_code")
                .asString("");
    }

    private List<String> topics(long conversion) {
        return merchant.server()
                .bean(JdbcClient.class)
                .sql("select distinct topic from event where account_id = ? and subject = ?")
                .params(merchant.account().value(), "conversion:" + conversion)
                .query((row, number) -> Objects.requireNonNull(row.getString("topic")))
                .list();
    }

    private static BigDecimal amount(JsonNode node, String name) {
        return new BigDecimal(node.path(name).asString());
    }

    private static List<List<Integer>> arrivals(int count) {
        List<List<Integer>> all = List.of(List.of());
        for (int i = 0; i < count; i++) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> arrival : all) {
                for (int place = arrival.size(); place >= 0; place--) {
                    List<Integer> one = new ArrayList<>(arrival);
                    one.add(place, i);
                    longer.add(one);
                }
            }
            all = longer;
        }
        return all;
    }
}

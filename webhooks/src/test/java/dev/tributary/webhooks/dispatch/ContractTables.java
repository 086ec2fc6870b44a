package dev.tributary.webhooks.dispatch;

import dev.tributary.testkit.SettableClock;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.event.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Tables for {@link LedgerContract}, wherever they are. */
interface ContractTables extends AutoCloseable {
    String TOPIC = "hat.sold";

    /** A row as it is now. */
    record Seen(State state, int attempts, Optional<Instant> due, Optional<UUID> leasedTo) {}

    SettableClock clock();

    AccountId account();

    EndpointId endpoint(boolean ordered);

    /** With no topics: all that the format implies. */
    EndpointId endpoint(Format format, List<String> topics);

    /** The operator's switch for the account. */
    void turn(boolean on);

    /** Sends one again. */
    DeliveryId replay(DeliveryId first);

    void pause(EndpointId endpoint);

    void enable(EndpointId endpoint, boolean send);

    void delete(EndpointId endpoint);

    boolean isActive(EndpointId endpoint);

    /** Of a deleted one too. */
    boolean isOrdered(EndpointId endpoint);

    Seen row(DeliveryId id);

    /** Commits what is done in it. */
    void commit(Consumer<Transaction> work);

    EventRows events();

    DueRows due();

    OutcomeRows outcomes();

    NodeRows nodes();

    DeadNodeRows deadNodes();

    @Override
    void close();
}

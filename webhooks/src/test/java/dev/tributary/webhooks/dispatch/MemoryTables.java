package dev.tributary.webhooks.dispatch;

import dev.tributary.testkit.SettableClock;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.delivery.Born;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.endpoint.KnownDestinations;
import dev.tributary.webhooks.endpoint.Status;
import dev.tributary.webhooks.event.Transaction;
import dev.tributary.webhooks.signature.Vault;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** The tables of the simulation. */
record MemoryTables(SettableClock clock, AccountId account, MemoryStore store, MemoryLedger ledger, UuidV7 ids)
        implements ContractTables {
    static MemoryTables at(SettableClock clock) {
        MemoryStore store = new MemoryStore();
        UuidV7 ids = new UuidV7(clock, new Random(1));
        KnownDestinations known = new KnownDestinations(new Vault(new byte[32]));
        return new MemoryTables(
                clock, new AccountId(ids.next()), store, new MemoryLedger(store, clock, known, MemoryFaults.NONE), ids);
    }

    @Override
    public EndpointId endpoint(boolean ordered) {
        return endpoint(ordered, Format.CLASSIC, List.of());
    }

    @Override
    public EndpointId endpoint(Format format, List<String> topics) {
        return endpoint(false, format, topics);
    }

    private EndpointId endpoint(boolean ordered, Format format, List<String> topics) {
        EndpointId id = new EndpointId(ids.next());
        EndpointSettings settings = EndpointSettings.forUrl("https://hats.example.com/")
                .withOrdered(ordered)
                .withFormat(format)
                .withTopics(topics.isEmpty(), topics);
        store.endpoints.put(id, new MemoryEndpoint(id, account, settings, clock.instant()));
        return id;
    }

    private Owners owners() {
        return new Owners(store, clock);
    }

    private MemoryEndpoint find(EndpointId id) {
        return Objects.requireNonNull(store.endpoints.get(id));
    }

    @Override
    public void turn(boolean on) {
        owners().turn(account, on);
    }

    @Override
    public DeliveryId replay(DeliveryId first) {
        MemoryRow row = Objects.requireNonNull(store.rows.get(first));
        Born born = new Born(
                new DeliveryId(ids.next()),
                0,
                row.born.endpoint(),
                row.born.format(),
                new Born.Birth.Due(clock.instant()),
                Optional.empty());
        store.insert(MemoryRow.replay(row, born, false));
        return born.id();
    }

    @Override
    public void pause(EndpointId endpoint) {
        owners().pause(find(endpoint));
    }

    @Override
    public void enable(EndpointId endpoint, boolean send) {
        owners().enable(find(endpoint), send);
    }

    @Override
    public void delete(EndpointId endpoint) {
        owners().delete(find(endpoint));
    }

    @Override
    public boolean isActive(EndpointId endpoint) {
        return find(endpoint).status == Status.ACTIVE;
    }

    @Override
    public boolean isOrdered(EndpointId endpoint) {
        return find(endpoint).settings.ordered();
    }

    @Override
    public Seen row(DeliveryId id) {
        MemoryRow row = Objects.requireNonNull(store.rows.get(id));
        State state = row.state;
        return new Seen(state, row.attempts, Optional.ofNullable(row.due), Optional.ofNullable(row.node));
    }

    @Override
    public void commit(Consumer<Transaction> work) {
        MemoryTransaction transaction = store.transaction();
        work.accept(transaction);
        store.commit(transaction);
    }

    @Override
    public EventRows events() {
        return ledger.events();
    }

    @Override
    public DueRows due() {
        return ledger.due();
    }

    @Override
    public OutcomeRows outcomes() {
        return new MemoryOutcomeRows(ledger);
    }

    @Override
    public NodeRows nodes() {
        return ledger.nodes();
    }

    @Override
    public DeadNodeRows deadNodes() {
        return ledger.deadNodes();
    }

    @Override
    public void close() {
        // nothing is open
    }
}

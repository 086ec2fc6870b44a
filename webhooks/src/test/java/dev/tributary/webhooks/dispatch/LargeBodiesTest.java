package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.SettableClock;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.EndpointId;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@Tag("again")
class LargeBodiesTest {
    private static final int BODY = 255 * 1024;
    private static final long CLAIM = 16 << 20;

    private final SettableClock clock = SettableClock.at(LedgerContract.START);
    private final UuidV7 ids = new UuidV7(clock, new Random(3));

    @Test
    void a_thousand_due_bodies_of_255_kb_need_no_more_memory_than_a_few() {
        try (SqlTables tables = new SqlTables(clock, SimulatedWorld.TOPICS)) {
            UUID event = ids.next();
            tables.update("""
                    insert into event (id, account_id, topic, subject, sequence, occurred_at, epoch, standard, classic)
                    values (?, ?, ?, 'hat:1', 1, ?, 1, '', convert_to(repeat('x', ?), 'UTF8'))
                    """, event, tables.account().value(), ContractTables.TOPIC, clock.instant(), BODY);
            for (int i = 0; i < 10; i++) {
                due(tables, event, tables.endpoint(false), 100);
            }
            DispatchSettings settings = DispatchSettings.defaults();
            Pipeline node = tables.pipeline(settings);
            int steps = 0;
            boolean more = true;
            while (more) {
                long before = node.lanes.bytesLeft();
                more = node.due.loop().stepOnce();
                assertThat(before - node.lanes.bytesLeft()).as("at a time").isLessThanOrEqualTo(CLAIM + BODY);
                steps++;
            }
            assertThat(settings.maxBytes() - node.lanes.bytesLeft())
                    .as("half for one account, and what the last step brought")
                    .isBetween(settings.maxBytes() / 2, settings.maxBytes() / 2 + CLAIM);
            assertThat(steps).isBetween(3, 6);
            assertThat(tables.number("select count(distinct endpoint_id) from delivery where lease_token is not null"))
                    .as("each step begins where the last one ended")
                    .isGreaterThanOrEqualTo(3);
        }
    }

    private void due(SqlTables tables, UUID event, EndpointId endpoint, int count) {
        tables.update(
                """
                insert into delivery (id, account_id, endpoint_id, event_id, topic, subject, sequence, format, state, due_at,
                    created_at)
                select id, ?, ?, ?, ?, 'hat:1', 1, 'classic', 'pending', ?, ? from unnest(?::uuid[]) as d(id)
                """,
                tables.account().value(),
                endpoint.value(),
                event,
                ContractTables.TOPIC,
                clock.instant(),
                clock.instant(),
                Stream.generate(ids::next).limit(count).toArray(UUID[]::new));
    }
}

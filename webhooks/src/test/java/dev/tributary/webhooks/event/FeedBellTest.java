package dev.tributary.webhooks.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FeedBellTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final FeedBell bell = new FeedBell();
    private final AccountId account = new AccountId(UUID.randomUUID());

    @Test
    void it_rings_for_the_account_whose_events_were_committed_and_for_no_other() throws InterruptedException {
        try (FeedBell.Listener listener = bell.listen(account);
                FeedBell.Listener second = bell.listen(account);
                FeedBell.Listener other = bell.listen(new AccountId(UUID.randomUUID()))) {
            bell.ring(Set.of(account));
            assertThat(listener.await(LONG)).isTrue();
            assertThat(second.await(LONG)).isTrue();
            assertThat(other.await(Duration.ZERO)).isFalse();
        }
    }

    @Test
    void many_rings_while_nobody_waits_are_one() throws InterruptedException {
        try (FeedBell.Listener listener = bell.listen(account)) {
            bell.ring(Set.of(account));
            bell.ring(Set.of(account));
            assertThat(listener.await(LONG)).isTrue();
            assertThat(listener.await(Duration.ZERO)).isFalse();
        }
    }

    @Test
    void who_left_hears_nothing() throws InterruptedException {
        FeedBell.Listener listener = bell.listen(account);
        listener.close();
        bell.ring(Set.of(account));
        assertThat(listener.await(Duration.ZERO)).isFalse();
    }
}

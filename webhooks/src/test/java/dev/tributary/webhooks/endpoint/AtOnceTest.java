package dev.tributary.webhooks.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AtOnceTest {
    private final AccountId one = new AccountId(UUID.randomUUID());
    private final AccountId other = new AccountId(UUID.randomUUID());
    private final AccountId third = new AccountId(UUID.randomUUID());
    private final AtOnce atOnce = new AtOnce("hats", 2, 3, Duration.ZERO);

    @Test
    void an_account_has_no_more_under_way_than_its_share_and_others_have_theirs() {
        atOnce.run(
                one,
                () -> atOnce.run(one, () -> {
                    refuses(one, "An account has at most 2 hats");
                    return atOnce.run(other, () -> "done");
                }));

        assertThat(atOnce.run(one, () -> "done")).isEqualTo("done");
    }

    @Test
    void all_accounts_have_no_more_under_way_than_there_is_room_for() {
        atOnce.run(
                one,
                () -> atOnce.run(
                        one,
                        () -> atOnce.run(other, () -> {
                            refuses(third, "as many hats");
                            return "done";
                        })));

        assertThat(atOnce.run(third, () -> "done")).isEqualTo("done");
    }

    @Test
    void what_fails_leaves_its_place() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> atOnce.run(one, () -> {
                        throw new IllegalStateException("no hat");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(atOnce.run(one, () -> "done")).isEqualTo("done");
    }

    private void refuses(AccountId account, String why) {
        assertThatThrownBy(() -> atOnce.run(account, () -> "done"))
                .isInstanceOf(TooManyAtOnce.class)
                .hasMessageContaining(why);
    }
}

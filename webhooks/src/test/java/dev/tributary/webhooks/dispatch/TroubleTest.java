package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.sql.DatabaseFault;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TroubleTest {
    private final Trouble trouble = new Trouble();

    @Test
    void what_goes_on_is_no_news_and_what_changes_is() {
        assertThat(trouble.isNews(fault("away"))).isTrue();
        assertThat(trouble.isNews(fault("away"))).isFalse();
        assertThat(trouble.isNews(fault("starting"))).isTrue();
        assertThat(trouble.isNews(new StackOverflowError())).isTrue();
        assertThat(trouble.isNews(new StackOverflowError())).isFalse();
    }

    @Test
    void its_end_is_told_once_and_then_it_is_news_again() {
        assertThat(trouble.isOver()).isFalse();
        trouble.isNews(fault("away"));

        assertThat(trouble.isOver()).isTrue();
        assertThat(trouble.isOver()).isFalse();
        assertThat(trouble.isNews(fault("away"))).isTrue();
    }

    private static DatabaseFault fault(String text) {
        return new DatabaseFault(new SQLException(text));
    }
}

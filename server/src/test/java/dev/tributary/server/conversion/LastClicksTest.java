package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.click.Click;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastClicksTest {
    private static final Click OLD = Given.click(1, Given.ORDERED.minus(Duration.ofDays(9)));
    private static final Click NEW = Given.click(1, Given.ORDERED.minus(Duration.ofDays(3)));
    private static final Click OTHER = Given.click(2, Given.ORDERED.minus(Duration.ofDays(5)));

    @Test
    void each_affiliate_has_its_newest_click_and_the_newest_comes_first() {
        assertThat(LastClicks.of(List.of(OLD, OTHER, NEW), Optional.empty())).containsExactly(NEW, OTHER);
        assertThat(LastClicks.of(List.of(), Optional.empty())).isEmpty();
    }

    @Test
    void what_the_order_repeats_is_the_click_that_is_known() {
        assertThat(LastClicks.of(List.of(OLD), Optional.of(Given.click(1, Given.ORDERED))))
                .containsExactly(OLD);
    }

    @Test
    void another_link_that_the_order_tells_of_is_the_newest() {
        Click told = Given.click(3, Given.ORDERED);
        assertThat(LastClicks.of(List.of(OLD), Optional.of(told))).containsExactly(told, OLD);
        assertThat(LastClicks.of(List.of(), Optional.of(told))).containsExactly(told);
    }
}

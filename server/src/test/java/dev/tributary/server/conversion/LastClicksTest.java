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
        assertThat(of(List.of(OLD, OTHER, NEW), Optional.empty())).containsExactly(NEW, OTHER);
        assertThat(of(List.of(), Optional.empty())).isEmpty();
    }

    @Test
    void what_the_order_repeats_is_the_click_that_is_known() {
        assertThat(of(List.of(OLD), Optional.of(Given.click(1, Given.ORDERED)))).containsExactly(OLD);
    }

    @Test
    void another_link_that_the_order_tells_of_without_a_time_comes_behind_all_that_are_known() {
        Click told = Given.click(3, Given.ORDERED);
        assertThat(of(List.of(OLD, OTHER), Optional.of(told))).containsExactly(OTHER, OLD, told);
        assertThat(of(List.of(), Optional.of(told))).containsExactly(told);
    }

    @Test
    void another_link_that_the_order_tells_of_with_its_time_stands_where_that_is() {
        Click told = Given.click(3, Given.ORDERED.minus(Duration.ofDays(6)));
        assertThat(of(List.of(OLD, OTHER), Optional.of(told))).containsExactly(OTHER, told, OLD);
    }

    private static List<Click> of(List<Click> known, Optional<Click> told) {
        return LastClicks.of(known, told, Given.ORDERED);
    }
}

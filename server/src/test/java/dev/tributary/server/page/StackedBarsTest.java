package dev.tributary.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StackedBarsTest {
    @Test
    void the_highest_bar_fills_the_chart_and_series_stand_on_each_other() {
        List<Bar> bars = StackedBars.spark("Last 24 hours", List.of(6L, 3L), List.of(4L, 0L))
                .bars();
        assertThat(bars).hasSize(3);
        assertThat(bars.get(0).y() + bars.get(0).height()).isEqualTo(StackedBars.HEIGHT);
        assertThat(bars.get(1).y()).isZero();
        assertThat(bars.get(1).y() + bars.get(1).height()).isEqualTo(bars.get(0).y());
        assertThat(bars.get(2).height()).isEqualTo(StackedBars.HEIGHT * 0.3);
    }

    @Test
    void one_among_thousands_is_still_seen() {
        StackedBars bars = StackedBars.spark("Last 24 hours", List.of(100_000L), List.of(1L));
        assertThat(bars.bars()).allMatch(bar -> bar.height() >= 1);
        assertThat(bars.words()).isEqualTo("Last 24 hours: 100,000 delivered, 1 failed");
    }

    @Test
    void nothing_is_an_empty_chart() {
        StackedBars bars = StackedBars.spark("Last 24 hours", List.of(0L, 0L), List.of());
        assertThat(bars.isEmpty()).isTrue();
        assertThat(bars.bars()).isEmpty();
        assertThat(bars.top()).isOne();
    }
}

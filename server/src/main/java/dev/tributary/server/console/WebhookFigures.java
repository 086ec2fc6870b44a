package dev.tributary.server.console;

import dev.tributary.server.page.Format;
import dev.tributary.server.page.LineChart;
import dev.tributary.server.page.Series;
import dev.tributary.server.page.StackedBars;
import dev.tributary.server.page.Tone;
import dev.tributary.webhooks.delivery.Answers;
import dev.tributary.webhooks.delivery.Buckets;
import dev.tributary.webhooks.delivery.Outcomes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What the overview of a webhook shows in numbers. All of it is about the deliveries created in the window.
 *
 * @param since when the window begins
 * @param delivered how many deliveries arrived
 * @param errorRate of the attempts; a dash where there were none
 * @param median time to answer; a dash where nothing answered
 * @param slow the time that 95 of 100 answers kept
 * @param codes the status codes that came, the most frequent first
 * @param remarks what the figures leave out; empty where they leave out nothing
 */
public record WebhookFigures(
        Instant since,
        String delivered,
        String errorRate,
        String attempts,
        String median,
        String slow,
        StackedBars deliveries,
        StackedBars answers,
        LineChart latency,
        List<Code> codes,
        List<String> remarks) {
    private static final int MOST_CODES = 12;
    private static final String UNKNOWN = "–";

    /**
     * A status code and how often it came.
     *
     * @param filter what finds its deliveries in the log
     */
    public record Code(String label, String filter, long times, String share) {}

    static WebhookFigures of(Span span, Buckets buckets, List<Outcomes> outcomes, List<Answers> answers) {
        List<String> labels = span.labels(buckets);
        List<Answers> each = answers.subList(0, buckets.count());
        Answers all = answers.getLast();
        boolean counted = all.attempts() > 0;
        return new WebhookFigures(
                buckets.start(),
                Format.count(outcomes.stream().mapToLong(Outcomes::delivered).sum())
                        + (outcomes.stream().anyMatch(Outcomes::capped) ? "+" : ""),
                counted ? Format.percent((double) all.failed() / all.attempts()) : UNKNOWN,
                Format.count(all.failed()) + " of " + Format.count(all.attempts()) + " attempts failed",
                all.median().map(Format::took).orElse(UNKNOWN),
                all.slow().map(Format::took).orElse(UNKNOWN),
                deliveries(span, labels, outcomes),
                answers(span, labels, each),
                latency(labels, each, all),
                codes(all),
                remarks(span, outcomes));
    }

    private static StackedBars deliveries(Span span, List<String> labels, List<Outcomes> outcomes) {
        List<Series> series = new ArrayList<>(List.of(
                new Series("delivered", Tone.GOOD, values(outcomes, Outcomes::delivered)),
                new Series("retrying", Tone.WAIT, values(outcomes, Outcomes::retrying)),
                new Series("exhausted", Tone.BAD, values(outcomes, Outcomes::exhausted)),
                new Series("waiting or held", Tone.BUSY, values(outcomes, Outcomes::waiting)),
                new Series("skipped", Tone.OFF, values(outcomes, Outcomes::cancelled))));
        series.subList(2, 5).removeIf(line -> line.total() == 0);
        return new StackedBars("Deliveries per " + span.each(), labels, series);
    }

    private static StackedBars answers(Span span, List<String> labels, List<Answers> answers) {
        return new StackedBars(
                "Answers per " + span.each(),
                labels,
                List.of(
                        new Series("2xx", Tone.GOOD, values(answers, each -> each.between(200, 299))),
                        new Series(
                                "3xx and 4xx",
                                Tone.WAIT,
                                values(answers, each -> each.between(1, 199) + each.between(300, 499))),
                        new Series("5xx", Tone.BAD, values(answers, each -> each.between(500, 999))),
                        new Series("none", Tone.OFF, values(answers, each -> each.between(0, 0)))));
    }

    private static LineChart latency(List<String> labels, List<Answers> answers, Answers all) {
        return new LineChart(
                "Time to answer",
                labels,
                List.of(
                        new LineChart.Line(
                                "p50",
                                Tone.BUSY,
                                answers.stream().map(Answers::median).toList(),
                                all.median()),
                        new LineChart.Line(
                                "p95",
                                Tone.WAIT,
                                answers.stream().map(Answers::slow).toList(),
                                all.slow())));
    }

    private static List<Code> codes(Answers all) {
        return all.codes().entrySet().stream()
                .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
                .limit(MOST_CODES)
                .map(code -> new Code(
                        code.getKey() == Answers.NO_ANSWER ? "no answer" : String.valueOf(code.getKey()),
                        code.getKey() == Answers.NO_ANSWER ? "none" : String.valueOf(code.getKey()),
                        code.getValue(),
                        Format.percent((double) code.getValue() / all.attempts())))
                .toList();
    }

    private static List<String> remarks(Span span, List<Outcomes> outcomes) {
        List<String> remarks = new ArrayList<>();
        if (outcomes.stream().anyMatch(Outcomes::capped)) {
            remarks.add("Counted are the newest %s deliveries of each %s; the rest is left out."
                    .formatted(Format.count(span.mostDeliveries()), span.each()));
        }
        if (outcomes.stream().anyMatch(each -> each.total() >= span.mostTried())) {
            remarks.add("Answers and times are those of the newest %s deliveries of each %s."
                    .formatted(Format.count(span.mostTried()), span.each()));
        }
        return remarks;
    }

    private static <T> List<Long> values(List<T> buckets, ToLongFunction<T> value) {
        return buckets.stream().map(value::applyAsLong).toList();
    }
}

package dev.tributary.server.webhook;

import dev.tributary.webhooks.delivery.DeliverySearch.CodeRange;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.replay.ReplayCount;
import dev.tributary.webhooks.replay.ReplayJob;
import dev.tributary.webhooks.replay.ReplayScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A replay of many as the API shows it.
 *
 * @param status running, finished, cancelled or failed
 * @param count how many matched when it started; at least this many unless {@code count_exact}
 * @param done how many deliveries it has made so far
 * @param delivered how many of these arrived while it ran; {@code failed} likewise, given up or cancelled
 * @param reason why it ended early; else null
 */
@SuppressWarnings("MemberName") // the names on the wire
record ReplayView(
        String id,
        String webhook_id,
        String status,
        long count,
        boolean count_exact,
        long done,
        long delivered,
        long failed,
        Scope scope,
        @Nullable String reason,
        String asked_by,
        Instant created_at,
        @Nullable Instant finished_at) {
    /**
     * What it sends again.
     *
     * @param deliveries how many were named one by one; null where a filter was given
     */
    record Scope(
            boolean missing,
            List<String> status,
            List<String> topics,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable String code,
            @Nullable String subject,
            @Nullable Integer deliveries) {
        static Scope of(ReplayScope scope) {
            return switch (scope) {
                case ReplayScope.Selection selection ->
                    new Scope(
                            false,
                            List.of(),
                            List.of(),
                            null,
                            null,
                            null,
                            null,
                            selection.deliveries().size());
                case ReplayScope.Filter filter ->
                    of(
                            false,
                            filter.states().stream().map(State::text).sorted().toList(),
                            filter.topics(),
                            filter.since(),
                            filter.until(),
                            filter.codes().map(CodeRange::text),
                            filter.subject());
                case ReplayScope.Missing missing ->
                    of(
                            true,
                            List.of(),
                            missing.topics(),
                            missing.since(),
                            missing.until(),
                            Optional.empty(),
                            Optional.empty());
            };
        }

        private static Scope of(
                boolean missing,
                List<String> status,
                Set<String> topics,
                Optional<Instant> since,
                Optional<Instant> until,
                Optional<String> code,
                Optional<String> subject) {
            return new Scope(
                    missing,
                    status,
                    topics.stream().sorted().toList(),
                    since.orElse(null),
                    until.orElse(null),
                    code.orElse(null),
                    subject.orElse(null),
                    null);
        }
    }

    /** What a dry run answers. */
    record Count(String webhook_id, long count, boolean count_exact) {
        static Count of(String webhook, ReplayCount count) {
            return new Count(webhook, count.count(), count.exact());
        }
    }

    static ReplayView of(ReplayJob job) {
        return new ReplayView(
                job.id().toString(),
                job.endpoint().toString(),
                job.state().text(),
                job.count().count(),
                job.count().exact(),
                job.done(),
                job.delivered(),
                job.failed(),
                Scope.of(job.scope()),
                job.reason().orElse(null),
                job.askedBy(),
                job.createdAt(),
                job.finishedAt().orElse(null));
    }
}

package dev.tributary.server.console;

import dev.tributary.server.page.Format;
import dev.tributary.webhooks.replay.ReplayJob;
import dev.tributary.webhooks.replay.ReplayState;
import dev.tributary.webhooks.topic.TopicCatalogue;

/**
 * A replay of many in a list and on its page.
 *
 * @param scope what it sends again, in words
 * @param many how much that was when it started
 * @param path of its page
 */
public record ReplayRow(ReplayJob job, String scope, String many, String path) {
    static ReplayRow of(ReplayJob job, TopicCatalogue topics, String webhook) {
        return new ReplayRow(
                job,
                ReplayWords.scope(job.scope(), topics),
                ReplayWords.many(job.scope(), job.count()),
                webhook + WebhookPage.REPLAYS + "/" + job.id());
    }

    public boolean isRunning() {
        return job.state() == ReplayState.RUNNING;
    }

    /** How many were to be sent, as far as is known: what was counted may have changed since. */
    public long total() {
        return Math.max(1, isRunning() ? Math.max(job.count().count(), job.done()) : job.done());
    }

    /** Such as {@code 96 of 214}. */
    public String progress() {
        return isRunning()
                ? Format.count(job.done()) + " of " + (job.count().exact() ? "" : "at least ")
                        + Format.count(Math.max(job.count().count(), job.done()))
                : Format.count(job.done());
    }

    /** What became of them while it ran. */
    public String outcome() {
        long open = job.done() - job.delivered() - job.failed();
        return Format.count(job.delivered()) + " delivered, " + Format.count(job.failed()) + " failed, "
                + Format.count(open) + (isRunning() ? " on their way" : " left to be retried");
    }
}

package dev.tributary.webhooks.replay;

import dev.tributary.webhooks.sql.OwnConnection;
import java.util.List;
import java.util.UUID;

/**
 * The jobs of one kind of webhooks, so many at a time: a round begins where the last one ended, so that none is left out
 * however many there are. For one thread.
 */
final class JobsInTurn {
    private static final UUID FIRST = new UUID(0, 0);

    private final boolean moving;
    private final int most;
    private UUID behind = FIRST;

    /**
     * Jobs of webhooks that are sent to, or of those that are not.
     *
     * @param most in a round
     */
    JobsInTurn(boolean moving, int most) {
        this.moving = moving;
        this.most = most;
    }

    List<ReplayId> next(OwnConnection connection) {
        List<StepJob.Next> jobs = connection.run(open -> StepJob.runnable(open, behind, moving, most));
        behind = jobs.size() < most ? FIRST : jobs.getLast().endpoint();
        return jobs.stream().map(StepJob.Next::id).toList();
    }
}

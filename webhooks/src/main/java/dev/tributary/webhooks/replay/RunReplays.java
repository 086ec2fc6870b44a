package dev.tributary.webhooks.replay;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.replay.StepJob.Step;
import dev.tributary.webhooks.sql.DatabaseFault;
import dev.tributary.webhooks.sql.OwnConnection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes webhooks' oldest running jobs one step further, each in its turn, and lets go of those that were cancelled. Any
 * number of nodes may do it at once.
 */
public final class RunReplays {
    private static final Logger LOG = LoggerFactory.getLogger(RunReplays.class);
    private static final int MOST_JOBS = 1000;
    /** Of paused webhooks: there is next to nothing to do for these. */
    private static final int MOST_WAITING = 20;

    private static final String REFUSED = "The database refused a batch; the server's log says why.";

    private final StepJob step;
    private final InstantSource clock;
    private final JobsInTurn moving = new JobsInTurn(true, MOST_JOBS);
    private final JobsInTurn waiting = new JobsInTurn(false, MOST_WAITING);

    public RunReplays(InstantSource clock, UuidV7 ids) {
        this.step = new StepJob(clock, ids);
        this.clock = clock;
    }

    /** How soon the next round makes sense. */
    public enum Again {
        AT_ONCE,
        SOON,
        LATER
    }

    /** One round; each step is a transaction of its own. */
    public Again round(OwnConnection connection) {
        List<ReplayId> jobs = Stream.concat(moving.next(connection).stream(), waiting.next(connection).stream())
                .toList();
        Again again = Again.LATER;
        for (ReplayId job : jobs) {
            Again its = switch (step(connection, job)) {
                case LOOKING -> Again.AT_ONCE;
                case MOVED, PACED -> Again.SOON;
                case WAITING -> Again.LATER;
            };
            again = its.compareTo(again) < 0 ? its : again;
        }
        connection.run(open -> EndJob.ending(open, MOST_JOBS)).forEach(job -> cancelRest(connection, job));
        return again;
    }

    private void cancelRest(OwnConnection connection, ReplayId job) {
        connection.transaction(open -> {
            EndJob.cancelRest(open, job, clock.instant());
            return job;
        });
    }

    private Step step(OwnConnection connection, ReplayId job) {
        try {
            return connection.transaction(open -> step.run(open, job));
        } catch (DatabaseFault e) {
            if (!isRefusal(e)) {
                throw e;
            }
            LOG.atError().setCause(e).addKeyValue("replay", job).log("a replay's batch was refused; the replay ends");
            connection.transaction(open -> {
                EndJob.end(open, job, ReplayState.FAILED, REFUSED, clock.instant());
                return job;
            });
            return Step.MOVED;
        }
    }

    /** The data was refused (SQLSTATE classes 22 and 23), rather than the database being away. */
    private static boolean isRefusal(DatabaseFault fault) {
        String state = fault.getCause() instanceof SQLException cause ? cause.getSQLState() : null;
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}

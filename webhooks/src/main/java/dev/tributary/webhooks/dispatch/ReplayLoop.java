package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.replay.RunReplays;
import dev.tributary.webhooks.sql.OwnConnection;
import java.time.Duration;
import javax.sql.DataSource;

/** Takes the replays of many on, and wakes the loop that finds what they made due. */
final class ReplayLoop {
    /** With the pace of a webhook, this bounds how many of a job are sent in a second. */
    private static final Duration SOON = Duration.ofMillis(100);

    private static final Duration LATER = Duration.ofMillis(500);

    private final RunReplays run;
    private final HandOff.DueWake due;
    private final OwnConnection connection;
    private final Loop loop;
    private Duration pause = LATER;

    ReplayLoop(Surroundings surroundings, HandOff.DueWake due, DataSource source) {
        this.run = new RunReplays(surroundings.clock(), surroundings.ids());
        this.due = due;
        this.connection = new OwnConnection(source);
        this.loop = new Loop("replay", () -> pause, this::step);
    }

    Loop loop() {
        return loop;
    }

    void close() {
        connection.close();
    }

    private boolean step() {
        RunReplays.Again again = run.round(connection);
        pause = again == RunReplays.Again.LATER ? LATER : SOON;
        if (again != RunReplays.Again.LATER) {
            due.wake();
        }
        return again == RunReplays.Again.AT_ONCE;
    }
}

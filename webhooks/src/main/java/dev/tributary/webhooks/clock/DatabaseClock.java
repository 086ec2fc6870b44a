package dev.tributary.webhooks.clock;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * The database's time without asking it each time: anchored to it now and then, advanced by a monotonic clock between.
 * Nodes whose own clocks differ agree by it. Safe for many threads.
 */
public final class DatabaseClock implements InstantSource {
    private static final Duration ASK_AGAIN_ABOVE = Duration.ofMillis(5);
    private static final int MOST_QUESTIONS = 5;

    private record Anchor(Instant time, long nanos) {}

    private final LongSupplier nanoTime;
    private volatile Anchor anchor;

    /** Anchored to the database at once. */
    public DatabaseClock(Connection connection, LongSupplier nanoTime) throws SQLException {
        this.nanoTime = nanoTime;
        this.anchor = ask(connection);
    }

    /** Anchors again: to be called every ten seconds or so. */
    public void anchor(Connection connection) throws SQLException {
        anchor = ask(connection);
    }

    /** Anchors a clock again where it is one that can be. */
    public static void anchor(InstantSource clock, Connection connection) throws SQLException {
        if (clock instanceof DatabaseClock database) {
            database.anchor(connection);
        }
    }

    @Override
    public Instant instant() {
        Anchor last = anchor;
        return last.time()
                .plusNanos(nanoTime.getAsLong() - last.nanos())
                .truncatedTo(ChronoUnit.MICROS); // what a row keeps, so that a time reads back as written
    }

    /** The quickest of some answers, if none comes at once: a slow one says little. */
    private Anchor ask(Connection connection) throws SQLException {
        Answer best = askOnce(connection);
        for (int question = 1; question < MOST_QUESTIONS && best.took() > ASK_AGAIN_ABOVE.toNanos(); question++) {
            Answer next = askOnce(connection);
            best = next.took() < best.took() ? next : best;
        }
        return best.anchor();
    }

    private Answer askOnce(Connection connection) throws SQLException {
        long asked = nanoTime.getAsLong();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            long took = nanoTime.getAsLong() - asked;
            return new Answer(row.getObject(1, OffsetDateTime.class).toInstant(), asked, took);
        }
    }

    /** The database's time was read between question and answer: the middle errs by half of what lies between. */
    private record Answer(Instant time, long asked, long took) {
        Anchor anchor() {
            return new Anchor(time, asked + took / 2);
        }
    }
}

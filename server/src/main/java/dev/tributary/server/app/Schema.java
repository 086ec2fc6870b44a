package dev.tributary.server.app;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/** The tables: every feature's migrations, in one order of versions. */
final class Schema {
    private final Flyway flyway;

    Schema(DataSource database) {
        // A feature that comes later may own a lower range of versions than one that is there already.
        flyway = Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .outOfOrder(true)
                .load();
    }

    /**
     * Brings the tables up to this program.
     *
     * @throws StartFailure if they are newer, or were changed by hand
     */
    void migrate() {
        if (isNewer()) {
            throw new StartFailure("The database was written by a newer Tributary (schema " + applied()
                    + ", this one knows " + known() + "): start that version, or restore a back-up from before.");
        }
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StartFailure("The tables can't be brought up to date: " + e.getMessage(), e);
        }
    }

    /** Whether a migration was applied that this program does not have. */
    boolean isNewer() {
        for (MigrationInfo migration : flyway.info().applied()) {
            if (migration.getState().isApplied() && !migration.getState().isResolved()) {
                return true;
            }
        }
        return false;
    }

    /** How many migrations are still to be applied. */
    int pending() {
        return flyway.info().pending().length;
    }

    /** The newest version applied; {@code none} in an empty database. */
    String applied() {
        @Nullable MigrationInfo current = flyway.info().current();
        return current == null ? "none" : String.valueOf(current.getVersion());
    }

    private String known() {
        MigrationVersion newest = MigrationVersion.EMPTY;
        for (MigrationInfo migration : flyway.info().all()) {
            MigrationVersion version = migration.getVersion();
            if (migration.getState().isResolved() && version != null && version.compareTo(newest) > 0) {
                newest = version;
            }
        }
        return newest.toString();
    }
}

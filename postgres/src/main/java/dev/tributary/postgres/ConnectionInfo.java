package dev.tributary.postgres;

/**
 * How to connect to an embedded server, over TCP on the loopback interface.
 *
 * @param port TCP port on 127.0.0.1
 * @param user role that logs in
 * @param password the role's password, in clear
 * @param database database to connect to
 */
public record ConnectionInfo(int port, String user, String password, String database) {
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    ConnectionInfo withPort(int other) {
        return new ConnectionInfo(other, user, password, database);
    }

    /** Without the password, so that it can be logged. */
    @Override
    public String toString() {
        return user + " at " + jdbcUrl();
    }
}

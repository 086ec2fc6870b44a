package dev.tributary.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** Makes a cluster with the application's role and database in it, without a running server. */
record CreateCluster(DataFolder folder, Binaries binaries, RunAs runAs, SecureRandom random) {
    private static final String SUPERUSER = "postgres";
    private static final String APPLICATION = "tributary";

    /** Passwords over TCP on the loopback interface, and no other way in. */
    private static final String WHO_MAY_CONNECT = """
            # TYPE  DATABASE  USER  ADDRESS       METHOD
            host    all       all   127.0.0.1/32  scram-sha-256
            """;

    void create(int port) throws IOException {
        Path draft = DataFolder.unfinished(folder.cluster());
        Files.createDirectory(draft);
        runAs.give(draft);
        ConnectionInfo superuser = secret(port, SUPERUSER, "postgres");
        ConnectionInfo application = secret(port, APPLICATION, APPLICATION);
        initialise(draft, superuser);
        Files.writeString(draft.resolve("pg_hba.conf"), WHO_MAY_CONNECT);
        Files.writeString(draft.resolve("postgresql.conf"), ServerOptions.TUNING, StandardOpenOption.APPEND);
        runSql(draft, """
                create role %s login password '%s';
                create database %s owner %s;
                """.formatted(APPLICATION, application.password(), APPLICATION, APPLICATION));
        new SecretFile(folder.superuser()).write(superuser);
        new SecretFile(folder.connection()).write(application);
        DataFolder.finish(draft, folder.cluster());
    }

    /** New passwords for both roles, where the files that held them are gone. */
    void renewPasswords(int port) throws IOException {
        ConnectionInfo superuser = secret(port, SUPERUSER, "postgres");
        ConnectionInfo application = secret(port, APPLICATION, APPLICATION);
        runSql(folder.cluster(), """
                alter role %s password '%s';
                alter role %s password '%s';
                """.formatted(SUPERUSER, superuser.password(), APPLICATION, application.password()));
        new SecretFile(folder.superuser()).write(superuser);
        new SecretFile(folder.connection()).write(application);
    }

    private void initialise(Path draft, ConnectionInfo superuser) throws IOException {
        Path passwordFile = DataFolder.unfinished(folder.postgres().resolve("password"));
        new SecretFile(passwordFile).write(superuser); // for its mode; the content follows
        try {
            Files.writeString(passwordFile, superuser.password() + "\n");
            runAs.give(passwordFile);
            runAs.command(List.of(
                            binaries.program("initdb"),
                            "-D" + draft,
                            "--username=" + superuser.user(),
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--locale=C",
                            "--encoding=UTF8",
                            "--data-checksums"))
                    .must("Initialising the database cluster");
        } finally {
            Files.delete(passwordFile);
        }
    }

    /** Single-user mode: one statement a line, and the first error ends it with a status other than 0. */
    private void runSql(Path cluster, String statements) {
        runAs.command(List.of(
                        binaries.program("postgres"),
                        "--single",
                        "-D",
                        cluster.toString(),
                        "-c",
                        "exit_on_error=on",
                        "postgres"))
                .withInput(statements)
                .must("Making the application's role and database");
    }

    private ConnectionInfo secret(int port, String user, String database) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new ConnectionInfo(port, user, password, database);
    }
}

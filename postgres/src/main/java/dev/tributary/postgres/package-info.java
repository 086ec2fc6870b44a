/**
 * A real PostgreSQL inside a Java process's care: unpacked once, initialised once, started, watched over and stopped.
 *
 * <pre>
 * data/
 *   owner.lock                       held exclusively by the one process that may start and stop the server
 *   postgres/
 *     bin-18.6/                      the unpacked server (moved here whole, so it is complete or absent)
 *     cluster/                       the database cluster (moved here whole, so it is initialised or absent)
 *     connection.properties          port, role and password of the application, mode 600
 *     superuser.properties           the same for the superuser: repairs and tests only, mode 600
 *     postgres.log
 * </pre>
 *
 * <p>Start: take the lock, unpack, initialise, deal with what a crash left behind, check that the settings that make a
 * commit durable are on, start, wait until it answers. A crash leaves one of these behind, and all of them end in a
 * running server with every committed row:
 *
 * <pre>
 * JVM killed          the server runs on without an owner      it is stopped (fast), then started
 * server killed       postmaster.pid names a dead process      the file is removed, backends still alive are ended
 * both killed         the same                                 the same
 * pid reused          postmaster.pid names a stranger          the file is removed, the stranger is left alone
 * </pre>
 *
 * <p>A process is ours only if it runs a program named {@code postgres} <em>in our cluster's directory</em>; a process
 * number alone proves nothing.
 *
 * <p>The application connects as the role {@code tributary}, which owns the database {@code tributary} and is no
 * superuser, by password (SCRAM) over TCP on the loopback interface. There is no socket file and no trusted connection.
 */
@NullMarked
package dev.tributary.postgres;

import org.jspecify.annotations.NullMarked;

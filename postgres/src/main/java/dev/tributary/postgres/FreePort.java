package dev.tributary.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/** Chooses a port on the loopback interface, below those that the system lends to outgoing connections. */
final class FreePort {
    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int TRIES = 200;

    private FreePort() {}

    static int choose(RandomGenerator random) {
        for (int i = 0; i < TRIES; i++) {
            int port = random.nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new PostgresException("No free TCP port between " + FIRST + " and " + END + " on 127.0.0.1.");
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

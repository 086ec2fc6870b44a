package dev.tributary.server.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Looks whether the port that we are to listen on is free. */
final class Ports {
    private Ports() {}

    /** Fails if it is taken or may not be taken. */
    static void requireFree(Config config) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address(config), config.port()));
        } catch (IOException e) {
            throw new StartFailure(
                    "Port " + config.port() + " can't be used (" + e.getMessage()
                            + "): stop what listens there, or set TRIBUTARY_PORT to another.",
                    e);
        }
    }

    private static InetAddress address(Config config) {
        String name = config.address().orElse("0.0.0.0");
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            throw new StartFailure("TRIBUTARY_ADDRESS is no address of this machine: " + name + ".", e);
        }
    }
}

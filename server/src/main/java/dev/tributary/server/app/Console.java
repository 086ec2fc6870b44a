package dev.tributary.server.app;

import java.io.PrintStream;
import java.util.Map;

/**
 * What surrounds a command.
 *
 * @param environment the process's variables
 * @param out what was asked for, and nothing else
 * @param err what a person should know besides
 */
record Console(Map<String, String> environment, PrintStream out, PrintStream err) {
    Config config() {
        return Config.read(environment);
    }
}

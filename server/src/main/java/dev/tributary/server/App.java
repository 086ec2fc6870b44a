package dev.tributary.server;

import dev.tributary.server.app.Program;

/** Where the program begins. */
public final class App {
    private App() {}

    /** Ends the process with the command's code, unless the command is a server that keeps running. */
    public static void main(String[] args) {
        int code = Program.run(args, System.getenv(), System.out, System.err);
        if (code != Program.KEEPS_RUNNING) {
            System.exit(code);
        }
    }
}

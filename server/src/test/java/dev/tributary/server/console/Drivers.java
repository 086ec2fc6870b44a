package dev.tributary.server.console;

/** Programs that read a request from the files {@code secret}, {@code headers} and {@code body}, and judge it thrice. */
final class Drivers {
    private static final String NODE = """
            import { readFileSync } from 'node:fs';
            import { verify } from './SAMPLE';
            const headers = Object.fromEntries(readFileSync('headers', 'utf8').split('\\n').map((line) => line.split(/: (.*)/s)));
            const secret = readFileSync('secret', 'utf8');
            const body = readFileSync('body');
            console.log(verify(secret, headers, body));
            console.log(verify(secret, headers, Buffer.concat([body, Buffer.from(' ')])));
            console.log(verify('whsec_' + 'A'.repeat(44), headers, body));
            """;
    private static final String PYTHON = """
            exec(open('SAMPLE').read())
            headers = dict(line.split(': ', 1) for line in open('headers').read().split('\\n'))
            secret, body = open('secret').read(), open('body', 'rb').read()
            for judged in (verify(secret, headers, body), verify(secret, headers, body + b' '),
                           verify('whsec_' + 'A' * 44, headers, body)):
                print(str(judged).lower())
            """;
    private static final String PHP = """
            <?php
            require 'SAMPLE';
            $headers = [];
            foreach (explode("\\n", file_get_contents('headers')) as $line) {
                [$name, $value] = explode(': ', $line, 2);
                $headers[$name] = $value;
            }
            $secret = file_get_contents('secret');
            $body = file_get_contents('body');
            foreach ([verify($secret, $headers, $body), verify($secret, $headers, "$body "),
                    verify('whsec_' . str_repeat('A', 44), $headers, $body)] as $judged) {
                echo $judged ? "true\\n" : "false\\n";
            }
            """;
    private static final String RUBY = """
            require_relative "SAMPLE"
            headers = File.read("headers").split("\\n").to_h { |line| line.split(": ", 2) }
            secret, body = File.read("secret"), File.binread("body")
            puts verify(secret, headers, body)
            puts verify(secret, headers, body + " ")
            puts verify("whsec_" + "A" * 44, headers, body)
            """;
    private static final String JAVA = """
            import java.nio.file.*;
            import java.util.*;

            public class Driver {
                public static void main(String[] none) throws Exception {
                    Map<String, String> headers = new HashMap<>();
                    for (String line : Files.readAllLines(Path.of("headers"))) {
                        headers.put(line.split(": ", 2)[0], line.split(": ", 2)[1]);
                    }
                    String secret = Files.readString(Path.of("secret"));
                    byte[] body = Files.readAllBytes(Path.of("body"));
                    System.out.println(SAMPLE.verify(secret, headers, body));
                    System.out.println(SAMPLE.verify(secret, headers, Arrays.copyOf(body, body.length + 1)));
                    System.out.println(SAMPLE.verify("whsec_" + "A".repeat(44), headers, body));
                }
            }
            """;

    private Drivers() {}

    static String of(String driver, String sample) {
        String program = switch (driver) {
            case "driver.mjs" -> NODE;
            case "driver.py" -> PYTHON;
            case "driver.php" -> PHP;
            case "driver.rb" -> RUBY;
            default -> JAVA;
        };
        return program.replace("SAMPLE", driver.equals("Driver.java") ? sample.replace(".java", "") : sample);
    }
}

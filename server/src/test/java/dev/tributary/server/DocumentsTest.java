package dev.tributary.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Calls;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The documents say what the code does: nothing is missing in them, and nothing is there that is not so. */
@Tag("database")
class DocumentsTest {
    private static final Path ROOT = Path.of("..");
    private static final Path DOCS = ROOT.resolve("docs");
    private static final Pattern VARIABLE = Pattern.compile("TRIBUTARY_[A-Z]+(_[A-Z]+)*");
    private static final Pattern ROUTE = Pattern.compile("^\\| `([A-Z]+ /[^`]+)` \\|", Pattern.MULTILINE);
    private static final Pattern TOPIC = Pattern.compile("^\\| `([a-z_.]+)` \\| `([A-Z_]+)` \\|", Pattern.MULTILINE);
    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- example: (\\S+) (\\S+) -->\n```json\n(.*?)```", Pattern.DOTALL);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LiveServer server = SharedServer.server();

    @Test
    void every_variable_is_explained_and_none_is_invented() throws IOException {
        Set<String> read = new TreeSet<>(found(VARIABLE, Files.readString(ROOT.resolve("tributary"))));
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/tributary/server/app"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                read.addAll(found(VARIABLE, Files.readString(file)));
            }
        }
        assertThat(found(VARIABLE, document("configuration.md"))).isEqualTo(read);
    }

    @Test
    void every_route_is_named_and_none_is_invented() throws IOException {
        Set<String> routes = new TreeSet<>();
        mapping().getHandlerMethods().forEach((route, method) -> {
            if (isOurs(method)) {
                routes.addAll(names(route));
            }
        });
        assertThat(found(ROUTE, document("api.md"))).isEqualTo(routes);
    }

    @Test
    void every_topic_is_listed_under_both_its_names() throws IOException {
        Set<String> topics = new TreeSet<>();
        for (JsonNode topic : calls().get("/api/v1/topics").expect(200).json().path("data")) {
            topics.add("| `" + topic.path("type").stringValue() + "` | `"
                    + topic.path("classic_name").stringValue() + "` |");
        }
        Set<String> listed = new TreeSet<>();
        Matcher matcher = TOPIC.matcher(document("webhooks.md"));
        while (matcher.find()) {
            listed.add(matcher.group());
        }
        assertThat(listed).isEqualTo(topics);
    }

    /** By its name, or by the beginning of it as in {@code shop_order…}. */
    @Test
    void it_is_said_of_every_table_what_bounds_it() throws IOException {
        String growth = document("operating.md").replaceAll("(?s).*## What grows(.*?)\n## .*", "$1");
        List<String> said = Pattern.compile("`([a-z_]+…?)`")
                .matcher(growth)
                .results()
                .map(match -> match.group(1))
                .toList();
        List<String> tables = server.bean(JdbcClient.class)
                .sql("""
                        select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where relkind in ('r', 'p') and not relispartition and nspname = current_schema()
                        """)
                .query((row, number) -> row.getString(1))
                .list();
        assertThat(tables)
                .hasSizeGreaterThan(50)
                .allMatch(table -> said.stream()
                        .anyMatch(name -> name.endsWith("…")
                                ? table.startsWith(name.substring(0, name.length() - 1))
                                : table.equals(name)));
    }

    @Test
    void examples_are_those_that_the_server_gives() throws IOException {
        Calls calls = calls();
        Matcher matcher = EXAMPLE.matcher(document("webhooks.md"));
        int seen = 0;
        while (matcher.find()) {
            String path = "/api/v1/topics/" + matcher.group(1) + "/example?format=" + matcher.group(2);
            JsonNode given = calls.get(path).expect(200).json();
            assertThat(timeless(JSON.readTree(matcher.group(3))))
                    .as(path)
                    .hasToString(timeless(given).toString());
            seen++;
        }
        assertThat(seen).isGreaterThan(5);
    }

    /** Actuator has a second one of this type. */
    private RequestMappingHandlerMapping mapping() {
        return Objects.requireNonNull(
                        server.bean(RequestMappingHandlerAdapter.class).getApplicationContext())
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    }

    private Calls calls() {
        return server.merchant().calls();
    }

    /** The envelope's time is that of the question. */
    private static JsonNode timeless(JsonNode example) {
        if (example instanceof ObjectNode envelope && envelope.has("timestamp")) {
            envelope.put("timestamp", "");
        }
        return example;
    }

    /** Not a test's, and not the page that errors are forwarded to. */
    private static boolean isOurs(HandlerMethod method) {
        String type = method.getBeanType().getName();
        return type.startsWith("dev.tributary.server.") && !type.contains(".testing.") && !type.endsWith(".ErrorPage");
    }

    /** Pages and what they are made of are for browsers: nobody is to rely on their paths. */
    private static List<String> names(RequestMappingInfo route) {
        return route.getMethodsCondition().getMethods().stream()
                .flatMap(method -> route.getPatternValues().stream()
                        .filter(path -> !path.matches("/|/(console|portal|assets)(/.*)?"))
                        .map(path -> method + " " + path))
                .toList();
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(pattern == ROUTE ? 1 : 0));
        }
        return found;
    }

    private static String document(String name) throws IOException {
        return Files.readString(DOCS.resolve(name));
    }
}

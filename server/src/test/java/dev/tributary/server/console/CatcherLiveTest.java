package dev.tributary.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.EventLines;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.People;
import dev.tributary.server.testing.SharedServer;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A request catcher's stream of server-sent events. */
@Tag("database")
@Tag("once")
class CatcherLiveTest {
    private static final String LIST = "/console/settings/catchers";

    private final LiveServer server = SharedServer.server();
    private final People people = new People(server);
    private final Account account = people.newAccount();
    private final Browser developer = people.member(account, Role.DEVELOPER);
    private final String page = Browser.location(developer.submit(LIST, LIST));

    @Test
    void a_request_stands_in_the_stream_at_once_as_a_row_of_text() {
        try (EventLines stream = developer.follow(page + "/live")) {
            assertThat(stream.status()).isEqualTo(200);
            stream.await("retry: ");
            send(server, developer, page, "/first?q=1&lt=2");
            assertThat(stream.await("id: ")).isEqualTo("1");
            assertThat(stream.await("event: ")).isEqualTo("caught");
            assertThat(stream.await("data:     <td><a")).contains("POST /first?q=1&amp;lt=2");
        }
    }

    @Test
    void a_browser_that_comes_back_goes_on_after_the_last_that_it_saw() {
        send(server, developer, page, "/1");
        send(server, developer, page, "/2");
        send(server, developer, page, "/3");
        try (EventLines stream = developer.follow(page + "/live?after=0", "Last-Event-ID", "1")) {
            assertThat(stream.await("id: ")).isEqualTo("2");
            assertThat(stream.await("id: ")).isEqualTo("3");
            send(server, developer, page, "/4");
            assertThat(stream.await("id: ")).isEqualTo("4");
        }
    }

    @Test
    void what_it_answers_now_is_told_as_it_changes() {
        developer.submit(page, page + "/answer/preset", "preset", "recovering").expect(303);
        try (EventLines stream = developer.follow(page + "/live")) {
            stream.await(":");
            String url = url(developer, page);
            server.stranger().post(url, BodyPublishers.ofString("x")).expect(500);
            stream.await("event: answers");
            assertThat(stream.await("data: ")).isEqualTo("Answers 500 to the next 2 requests, then answers 200.");
        }
    }

    @Test
    void what_another_node_caught_comes_too() {
        try (EventLines stream = developer.follow(page + "/live")) {
            stream.await(":");
            long begun = System.nanoTime();
            server.bean(JdbcClient.class)
                    .sql("""
                            with hit as (update catcher set last_number = last_number + 1
                                where account_id = :account returning *)
                            insert into caught_request (id, account_id, catcher_id, number, method, target, headers,
                                body, truncated, remote_address, received_at, answered_status)
                            select id, account_id, id, last_number, 'PUT', '/elsewhere', '', '', false, '127.0.0.1',
                                created_at, 200 from hit""")
                    .param("account", account.id().value())
                    .update();
            assertThat(stream.await("id: ")).isEqualTo("1");
            assertThat(stream.await("data:     <td><a")).contains("PUT /elsewhere");
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as("well before the next heartbeat")
                    .isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void another_account_gets_404_and_so_does_a_number_that_is_none() {
        Browser other = people.owner(people.newAccount());
        other.get(page + "/live").expect(404);
        developer.get(page + "/live?after=x").expect(404);
    }

    @Test
    void a_deleted_catcher_ends_its_streams_and_who_comes_back_is_told_to_stop() {
        try (EventLines stream = developer.follow(page + "/live")) {
            stream.await("retry: ");
            developer.submit(page + "/settings", page + "/delete").expect(303);
            stream.await("event: end");
            assertThat(stream.awaitEnd()).contains("This test URL was deleted.");
        }
        developer.get(page + "/live", "Last-Event-ID", "0").expect(204);
    }

    @Test
    void who_signed_out_gets_nothing_more() {
        Browser viewer = people.member(account, Role.VIEWER);
        try (EventLines stream = viewer.follow(page + "/live")) {
            stream.await("retry: ");
            viewer.submit("/console/profile", "/console/sign-out").expect(303);
            send(server, developer, page, "/secret");
            stream.await("event: end");
            assertThat(stream.awaitEnd()).contains("not signed in").doesNotContain("/secret");
        }
    }

    @Test
    void one_person_keeps_only_so_many_open() {
        List<EventLines> streams = new ArrayList<>();
        try {
            for (int i = 0; i < LiveSeats.MOST_PER_PERSON; i++) {
                EventLines stream = developer.follow(page + "/live");
                streams.add(stream);
                stream.await(":");
            }
            try (EventLines last = developer.follow(page + "/live")) {
                last.await("event: end");
                assertThat(last.awaitEnd()).contains("Too many");
            }
            try (EventLines other = people.owner(account).follow(page + "/live")) {
                other.await(":");
            }
        } finally {
            streams.forEach(EventLines::close);
        }
    }

    @Test
    void a_server_that_stops_does_not_wait_for_its_streams() {
        LiveServer brief = LiveServer.start(Map.of());
        EventLines stream;
        long begun;
        try {
            People its = new People(brief);
            Browser owner = its.owner(its.newAccount());
            String here = Browser.location(owner.submit(LIST, LIST));
            stream = owner.follow(here + "/live");
            stream.await(":");
        } finally {
            begun = System.nanoTime();
            brief.close();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        assertThat(stream.awaitEnd()).doesNotContain("event: end");
    }

    private static void send(LiveServer to, Browser reader, String page, String more) {
        to.stranger()
                .post(url(reader, page) + more, BodyPublishers.ofString("x"))
                .expect(200);
    }

    private static String url(Browser reader, String page) {
        String url = reader.get(page).text().replaceAll("(?s).*?<code dir=\"ltr\">(http[^<]+)</code>.*", "$1");
        return URI.create(url).getRawPath();
    }
}

package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Problem;
import dev.tributary.server.catcher.CannedAnswer;
import dev.tributary.server.catcher.Catcher;
import dev.tributary.server.catcher.CatcherUrls;
import dev.tributary.server.catcher.Catchers;
import org.springframework.stereotype.Component;

/** URLs of request catchers, to point a webhook at while there is no receiver. */
@Component
class TestUrls {
    static final String PATH = "/console/settings/catchers";

    private final Catchers catchers;
    private final CatcherUrls urls;

    TestUrls(Catchers catchers, CatcherUrls urls) {
        this.catchers = catchers;
        this.urls = urls;
    }

    /** The URL of a new catcher. */
    String make(Member member) {
        return urls.of(create(member, "").token());
    }

    Catcher create(Member member, String name) {
        member.require(Permission.CATCHERS);
        return catchers.create(member.account().id(), name, CannedAnswer.OK)
                .orElseThrow(() ->
                        Problem.conflict("The account has as many request catchers as it may have. Delete one first."));
    }

    boolean isOne(String url) {
        return urls.token(url).isPresent();
    }

    String url(Catcher catcher) {
        return urls.of(catcher.token());
    }

    /** The page of the member's catcher that has this URL; empty for any other URL. */
    String page(Member member, String url) {
        return urls.token(url)
                .flatMap(token -> catchers.withToken(member.account().id(), token))
                .map(TestUrls::path)
                .orElse("");
    }

    static String path(Catcher catcher) {
        return PATH + "/" + catcher.id();
    }
}

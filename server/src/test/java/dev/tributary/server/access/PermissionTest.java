package dev.tributary.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Role;
import dev.tributary.server.testing.SharedServer;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class PermissionTest {
    /** What a person may always do with what is their own, or what a link in their hand allows. */
    private static final Set<String> OWN = Set.of(
            "/console/sign-in",
            "/console/sign-in/{token}",
            "/console/set-up/{token}",
            "/console/invitation/{token}",
            "/console/profile/password",
            "/console/sign-out",
            "/console/sign-out-everywhere",
            "/console/accounts");

    @Test
    void roles_are_worth_what_the_house_says() {
        assertThat(Permission.of(Role.VIEWER)).containsExactly(Permission.READ);
        assertThat(Permission.of(Role.OWNER)).containsExactly(Permission.values());
        assertThat(Permission.of(Role.DEVELOPER))
                .contains(Permission.WEBHOOKS, Permission.KEYS, Permission.SOURCES, Permission.CATCHERS)
                .doesNotContain(Permission.CONVERSIONS, Permission.KEYS_THAT_WRITE, Permission.TEAM);
        assertThat(Permission.of(Role.MANAGER))
                .contains(Permission.CONVERSIONS, Permission.PROGRAMME)
                .doesNotContain(Permission.WEBHOOKS, Permission.KEYS, Permission.TEAM);
    }

    @Test
    @Tag("database")
    void every_route_of_the_console_that_changes_something_says_what_it_needs() {
        List<String> careless = new ArrayList<>();
        routes().forEach((mapping, method) -> {
            if (changes(mapping) && !demands(method)) {
                mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/console") && !path.startsWith("/console/dev/"))
                        .filter(path -> !OWN.contains(path))
                        .forEach(careless::add);
            }
        });
        assertThat(careless).isEmpty();
    }

    private static Map<RequestMappingInfo, HandlerMethod> routes() {
        SharedServer.server().stranger().get("/livez").expect(200); // with the first request, the routes are known
        List<HandlerMapping> mappings = Objects.requireNonNull(
                SharedServer.server().bean(DispatcherServlet.class).getHandlerMappings());
        return mappings.stream()
                .filter(mapping -> mapping.getClass() == RequestMappingHandlerMapping.class)
                .map(RequestMappingHandlerMapping.class::cast)
                .findFirst()
                .orElseThrow()
                .getHandlerMethods();
    }

    private static boolean changes(RequestMappingInfo mapping) {
        Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
        return !methods.equals(Set.of(RequestMethod.GET));
    }

    private static boolean demands(HandlerMethod method) {
        return Arrays.stream(method.getMethod().getParameters())
                .filter(parameter -> parameter.getType() == Member.class)
                .map(Parameter::getAnnotations)
                .anyMatch(annotations -> Arrays.stream(annotations).anyMatch(Needs.class::isInstance));
    }
}

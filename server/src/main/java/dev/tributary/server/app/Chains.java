package dev.tributary.server.app;

import dev.tributary.server.api.Problem;
import dev.tributary.server.api.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** The chains of all that has no key and no session: raw doors open, health open, the rest a 404. */
@Configuration(proxyBeanMethods = false)
class Chains {
    @Bean
    @Order(20)
    SecurityFilterChain rawDoors(HttpSecurity http) {
        return stateless(http.securityMatcher(Doors.RAW))
                .headers(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(30)
    SecurityFilterChain open(HttpSecurity http) {
        return stateless(http.securityMatcher(Doors.OPEN))
                .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(40)
    SecurityFilterChain management(HttpSecurity http, Config config) {
        Optional<Integer> port = config.managementPort();
        return stateless(http.securityMatcher(request ->
                        port.isPresent() && request.getLocalPort() == port.get() && port.get() != config.port()))
                .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .build();
    }

    /** What no other chain claims does not exist. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain nothingElse(HttpSecurity http) {
        AuthenticationEntryPoint notFound =
                (request, response, e) -> ProblemWriter.write(response, Problem.notFound("such page or route here"));
        return stateless(http)
                .authorizeHttpRequests(rules -> rules.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(notFound)
                        .accessDeniedHandler((request, response, e) ->
                                ProblemWriter.write(response, Problem.notFound("such page or route here"))))
                .build();
    }

    @Bean
    HttpFirewall firewall() {
        return new Firewall();
    }

    @Bean
    RequestRejectedHandler oddRequests() {
        return (request, response, e) ->
                ProblemWriter.write(response, Problem.badRequest("The path or a header holds what no route accepts."));
    }

    private static HttpSecurity stateless(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }
}

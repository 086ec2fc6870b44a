package dev.tributary.server.access;

import dev.tributary.server.api.Problem;
import dev.tributary.server.api.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.transaction.support.TransactionTemplate;

/** The stateless chain of the REST API and of the tracker's door. No cookie is read, so there is no CSRF. */
@Configuration(proxyBeanMethods = false)
class ApiChain {
    @Bean
    @Order(10)
    SecurityFilterChain api(
            HttpSecurity http,
            ApiKeys keys,
            RequestKeys requests,
            TransactionTemplate transaction,
            InstantSource clock) {
        return http.securityMatcher("/api/v1/**", "/tracker/**")
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new RecogniseCaller(keys), AuthorizationFilter.class)
                .addFilterAfter(new AnswerOnce(requests, transaction, clock), AuthorizationFilter.class)
                .authorizeHttpRequests(rules -> rules.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint((request, response, e) ->
                                ProblemWriter.write(response, Problem.unauthorized("Send an API key.")))
                        .accessDeniedHandler((request, response, e) ->
                                ProblemWriter.write(response, Problem.forbidden("This API key may not do that."))))
                .build();
    }
}

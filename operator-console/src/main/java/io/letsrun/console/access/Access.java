package io.letsrun.console.access;

import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UserDetailsRepositoryReactiveAuthenticationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter.Mode;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;

/**
 * Who gets through to what. Reading takes a viewer, every other method an operator, changing a payload an editor: a path that
 * nobody thought of is closed.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(AccessProperties.class)
class Access {

    private static final Logger log = LoggerFactory.getLogger(Access.class);

    /** No inline script or style anywhere: a payload that gets into a page as markup is still dead there. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'";

    private static final String BASIC = "basic ";

    @Bean
    Passwords passwords() {
        return new Passwords();
    }

    @Bean
    ReactiveAuthenticationManager operators(AccessProperties properties, Passwords passwords) {
        Map<String, ConsoleUser> known = properties.known();
        if (known.isEmpty()) {
            log.warn("Nobody can log in: LETSRUN_CONSOLE_USERS is empty. It takes name:role:{bcrypt}hash,…");
        }
        var manager =
                new UserDetailsRepositoryReactiveAuthenticationManager(new ConsoleUsers(known, passwords.decoy()));
        manager.setPasswordEncoder(passwords);
        return manager;
    }

    @Bean
    SecurityWebFilterChain filters(ServerHttpSecurity http, ReactiveAuthenticationManager operators) {
        LoginThrottle guesses = new LoginThrottle();
        Refusals refusals = new Refusals(guesses);
        return http.authenticationManager(operators)
                .addFilterBefore(guesses, SecurityWebFiltersOrder.HTTP_BASIC)
                .httpBasic(basic -> basic.authenticationEntryPoint(refusals))
                .formLogin(form -> form.loginPage("/login").authenticationFailureHandler(refusals::loginFailed))
                .logout(logout -> logout.logoutUrl("/logout"))
                .csrf(csrf ->
                        csrf.requireCsrfProtectionMatcher(withoutPassword()).accessDeniedHandler(refusals))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .headers(Access::headers)
                .authorizeExchange(Access::rules)
                .build();
    }

    private static void rules(AuthorizeExchangeSpec paths) {
        // On the management port, which asks nobody who they are, and nowhere else.
        paths.pathMatchers("/actuator/**")
                .permitAll()
                .pathMatchers(HttpMethod.GET, "/login", "/assets/**", "/webjars/**", "/favicon.ico")
                .permitAll()
                .pathMatchers(HttpMethod.POST, "/logout")
                .authenticated()
                .pathMatchers("/api/v1/letters/*/edit", "/letters/*/edit")
                .hasRole(Role.EDITOR.name())
                .pathMatchers(HttpMethod.GET, "/**")
                .hasRole(Role.VIEWER.name())
                .anyExchange()
                .hasRole(Role.OPERATOR.name());
    }

    private static void headers(HeaderSpec headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .frameOptions(frames -> frames.mode(Mode.DENY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER));
    }

    /**
     * What a browser may have been tricked into. It adds the session's cookie to another site's request, never a password: it was
     * never challenged for one.
     */
    private static ServerWebExchangeMatcher withoutPassword() {
        return new AndServerWebExchangeMatcher(
                CsrfWebFilter.DEFAULT_CSRF_MATCHER, new NegatedServerWebExchangeMatcher(exchange -> {
                    String header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
                    boolean password =
                            header != null && header.toLowerCase(Locale.ROOT).startsWith(BASIC);
                    return password ? MatchResult.match() : MatchResult.notMatch();
                }));
    }
}

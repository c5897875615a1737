package io.letsrun.console.login;

import io.letsrun.console.access.AccessProperties;
import io.letsrun.console.access.Role;
import io.letsrun.console.web.Pages;
import io.letsrun.edge.connection.ClientAddresses;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerFormLoginAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerHttpBasicAuthenticationConverter;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter.Mode;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.WebSessionIdResolver;
import org.springframework.web.server.session.WebSessionManager;

/**
 * Who may do what. Reading needs a viewer, every other method an operator, changing a payload an editor: a path
 * that has no rule of its own is not open.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(AccessProperties.class)
class LoginConfiguration {

    private static final Logger log = LoggerFactory.getLogger(LoginConfiguration.class);

    /** No inline script or style anywhere: a payload that gets into a page as markup does nothing there. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'";

    private static final String BASIC = "basic ";

    /** Sessions exist for users who logged in, and only for so many of them. */
    @Bean
    WebSessionManager webSessionManager(ServerProperties server, ObjectProvider<WebSessionIdResolver> ids) {
        ServerProperties.Reactive.Session session = server.getReactive().getSession();
        Duration timeout = session.getTimeout();
        DefaultWebSessionManager manager = new DefaultWebSessionManager();
        manager.setSessionStore(new BoundedSessionStore(session.getMaxSessions(), timeout));
        ids.ifAvailable(manager::setSessionIdResolver);
        return manager;
    }

    @Bean
    OperatorAuthentication operators(AccessProperties properties) {
        if (properties.known().isEmpty()) {
            log.warn("Nobody can log in: LETSRUN_CONSOLE_USERS is empty. It takes name:role:{bcrypt}hash,…");
        }
        return new OperatorAuthentication(properties.known(), new LoginThrottle());
    }

    @Bean
    SecurityWebFilterChain filters(
            ServerHttpSecurity http,
            OperatorAuthentication operators,
            AccessProperties properties,
            ServerProperties server,
            Pages pages,
            List<InterruptedForm> forms) {
        boolean secure = Boolean.TRUE.equals(
                server.getReactive().getSession().getCookie().getSecure());
        CookieServerCsrfTokenRepository tokens = tokens(secure);
        Refusals refusals = new Refusals(pages, tokens, new ReturnAddress(secure), forms);
        ClientAddresses clients = new ClientAddresses(properties.trustedProxies());
        return http.requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .addFilterAt(basic(operators, clients, refusals), SecurityWebFiltersOrder.HTTP_BASIC)
                .addFilterAt(form(operators, clients, refusals), SecurityWebFiltersOrder.FORM_LOGIN)
                .logout(logout -> logout.logoutUrl("/logout"))
                .csrf(csrf -> csrf.csrfTokenRepository(tokens)
                        .requireCsrfProtectionMatcher(withoutPassword())
                        .accessDeniedHandler(refusals::staleForm))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .headers(LoginConfiguration::headers)
                .authorizeExchange(LoginConfiguration::rules)
                .build();
    }

    private static AuthenticationWebFilter basic(
            ReactiveAuthenticationManager operators, ClientAddresses clients, Refusals refusals) {
        AuthenticationWebFilter filter = new AuthenticationWebFilter(operators);
        filter.setServerAuthenticationConverter(noting(clients, new ServerHttpBasicAuthenticationConverter()));
        filter.setAuthenticationFailureHandler(refusals::passwordRefused);
        return filter;
    }

    private static AuthenticationWebFilter form(
            ReactiveAuthenticationManager operators, ClientAddresses clients, Refusals refusals) {
        AuthenticationWebFilter filter = new AuthenticationWebFilter(operators);
        filter.setRequiresAuthenticationMatcher(
                ServerWebExchangeMatchers.pathMatchers(HttpMethod.POST, Refusals.LOGIN.toString()));
        filter.setServerAuthenticationConverter(noting(clients, new ServerFormLoginAuthenticationConverter()));
        filter.setSecurityContextRepository(new WebSessionServerSecurityContextRepository());
        filter.setAuthenticationSuccessHandler(refusals::loggedIn);
        filter.setAuthenticationFailureHandler(refusals::loginFailed);
        return filter;
    }

    /** Lets authentications say where they come from. */
    private static ServerAuthenticationConverter noting(
            ClientAddresses clients, ServerAuthenticationConverter converter) {
        return exchange -> converter.convert(exchange).doOnNext(asked -> {
            ServerHttpRequest request = exchange.getRequest();
            List<String> forwardedFor = request.getHeaders().getOrEmpty("X-Forwarded-For");
            ((AbstractAuthenticationToken) asked).setDetails(clients.of(request.getRemoteAddress(), forwardedFor));
        });
    }

    /** In a cookie: a token in a session would need a session before the log-in, and would not outlive a restart. */
    private static CookieServerCsrfTokenRepository tokens(boolean secure) {
        CookieServerCsrfTokenRepository tokens = new CookieServerCsrfTokenRepository();
        tokens.setCookieName("letsrun-console-csrf");
        tokens.setHeaderName("X-CSRF-TOKEN");
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).sameSite("Strict").secure(secure));
        return tokens;
    }

    private static void rules(AuthorizeExchangeSpec paths) {
        // Only the management port serves them, and it has no log-in.
        paths.pathMatchers("/actuator/**")
                .permitAll()
                .pathMatchers(HttpMethod.GET, "/login", "/assets/**", "/favicon.ico")
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
     * What a browser may have been tricked into. It adds cookies to another site's request, never a password: it was never
     * challenged for one.
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

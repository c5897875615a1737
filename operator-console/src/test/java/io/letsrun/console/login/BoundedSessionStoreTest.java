package io.letsrun.console.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.web.server.WebSession;

class BoundedSessionStoreTest {

    private final BoundedSessionStore sessions = new BoundedSessionStore(3, Duration.ofHours(8));

    @Test
    void holdsNoMoreThanItMay() {
        WebSession last = logIn();
        for (int time = 0; time < 20; time++) {
            last = logIn();
        }

        assertThat(sessions.getSessions()).hasSize(3).containsKey(last.getId());
    }

    @Test
    void storesNothingOfWhoDoesNotLogIn() {
        logIn();
        for (int view = 0; view < 100; view++) {
            sessions.createWebSession().block();
        }

        assertThat(sessions.getSessions()).hasSize(1);
    }

    private WebSession logIn() {
        WebSession session = Objects.requireNonNull(sessions.createWebSession().block());
        session.getAttributes().put("user", "otto");
        session.changeSessionId().then(session.save()).block();
        return session;
    }
}

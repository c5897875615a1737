package io.letsrun.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Watches a window for whatever a page of ours must never do: open a dialog, log an error, break its policy, call outside. */
final class Behaviour {

    private final List<String> offences = new CopyOnWriteArrayList<>();

    static Behaviour of(Page window, String base) {
        Behaviour behaviour = new Behaviour();
        String host = URI.create(base).getAuthority();
        window.onDialog(dialog -> {
            behaviour.offences.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        window.onPageError(error -> behaviour.offences.add("script error: " + error));
        window.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                behaviour.offences.add("console: " + message.text());
            }
        });
        window.onRequest(request -> {
            if (!host.equals(URI.create(request.url()).getAuthority())) {
                behaviour.offences.add("request to " + request.url());
            }
        });
        return behaviour;
    }

    void isGood() {
        assertThat(offences).isEmpty();
    }

    /** Forgets what was an error on purpose, such as a refusal. */
    void forgive(String offence) {
        assertThat(offences).anyMatch(text -> text.contains(offence));
        offences.removeIf(text -> text.contains(offence));
    }
}

package io.letsrun.gateway.signup;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address.
 *
 * @param address to write to: trimmed, its domain in lower case and punycode
 * @param key what must be unique: the whole in lower case, although RFC 5321 lets local parts differ by case, since no
 *     mail provider of note does
 */
record EmailAddress(String address, String key) {

    static final int MAX_LENGTH = 320;

    private static final int MAX_LOCAL = 64; // RFC 5321, section 4.5.3.1
    private static final int MAX_DOMAIN = 253;
    private static final int MAX_LABEL = 63;

    /** RFC 5322's dot-atom, and letters beyond ASCII as RFC 6531 allows them; no quoted local parts. */
    private static final Pattern LOCAL = Pattern.compile(
            "[\\w!#$%&'*+/=?^`{|}~\\p{L}\\p{M}\\p{N}-]+(\\.[\\w!#$%&'*+/=?^`{|}~\\p{L}\\p{M}\\p{N}-]+)*");

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");

    /** Returns the address; nothing when the text is none. */
    static Optional<EmailAddress> parse(String text) {
        String trimmed = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        int at = trimmed.lastIndexOf('@');
        if (at < 1 || trimmed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String local = trimmed.substring(0, at);
        if (local.length() > MAX_LOCAL || !LOCAL.matcher(local).matches()) {
            return Optional.empty();
        }
        return domain(trimmed.substring(at + 1))
                .map(domain -> new EmailAddress(local + "@" + domain, local.toLowerCase(Locale.ROOT) + "@" + domain))
                .filter(address -> address.key().length() <= MAX_LENGTH);
    }

    private static Optional<String> domain(String text) {
        String domain;
        try {
            domain = IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException unused) {
            return Optional.empty();
        }
        String[] labels = domain.split("\\.", -1);
        if (domain.length() > MAX_DOMAIN || labels.length < 2) {
            return Optional.empty();
        }
        for (String label : labels) {
            if (label.length() > MAX_LABEL || !LABEL.matcher(label).matches()) {
                return Optional.empty();
            }
        }
        boolean numeric = labels[labels.length - 1].chars().allMatch(Character::isDigit);
        return numeric ? Optional.empty() : Optional.of(domain);
    }

    /** Without the address, so that it may be logged. */
    @Override
    public String toString() {
        return "EmailAddress[]";
    }
}

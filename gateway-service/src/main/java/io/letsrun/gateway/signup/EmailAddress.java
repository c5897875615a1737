package io.letsrun.gateway.signup;

import com.ibm.icu.text.IDNA;
import io.letsrun.edge.text.TextRules;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An e-mail address.
 *
 * @param address as it was given, trimmed
 * @param key the unique form: in NFC and lower case, its domain in punycode. RFC 5321 allows local parts that differ by case,
 *     but mail providers do not
 */
record EmailAddress(String address, String key) {

    static final int MAX_LENGTH = 320;

    private static final int MAX_LOCAL = 64; // RFC 5321, section 4.5.3.1
    private static final int MAX_DOMAIN = 253;
    private static final int MAX_LABEL = 63;

    /** RFC 5322's dot-atom, and letters beyond ASCII as RFC 6531 allows them; no quoted local parts. */
    private static final Pattern LOCAL = Pattern.compile(
            "[\\w!#$%&'*+/=?^`{|}~\\p{L}\\p{M}\\p{N}-]+(\\.[\\w!#$%&'*+/=?^`{|}~\\p{L}\\p{M}\\p{N}-]+)*");

    /**
     * IDNA 2008 as browsers use it (UTS 46, nontransitional): {@code fußball.example} is not {@code fussball.example}. The
     * JDK's own {@link java.net.IDN} has the IDNA of 2003, in which it is.
     */
    private static final IDNA DOMAINS = IDNA.getUTS46Instance(IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE);

    /** Such domains exist, and browsers accept them. */
    private static final Set<IDNA.Error> TAKEN = EnumSet.of(IDNA.Error.HYPHEN_3_4);

    private static final Pattern ASCII_DOMAIN = Pattern.compile("[A-Za-z0-9.-]+");

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");

    /** Returns empty when the text is no address. */
    static Optional<EmailAddress> parse(String text) {
        String trimmed = TextRules.trim(text);
        int at = trimmed.lastIndexOf('@');
        if (at < 1 || trimmed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String local = Normalizer.normalize(trimmed.substring(0, at), Normalizer.Form.NFC);
        if (local.length() > MAX_LOCAL || !LOCAL.matcher(local).matches()) {
            return Optional.empty();
        }
        return domain(trimmed.substring(at + 1))
                .map(domain -> new EmailAddress(trimmed, local.toLowerCase(Locale.ROOT) + "@" + domain))
                .filter(address -> address.key().length() <= MAX_LENGTH);
    }

    private static Optional<String> domain(String text) {
        String domain = ascii(text);
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

    /** Returns the domain in lower case and punycode; an invalid one stays invalid. */
    private static String ascii(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (ASCII_DOMAIN.matcher(text).matches() && !lower.contains("xn--")) {
            return lower;
        }
        IDNA.Info info = new IDNA.Info();
        String ascii = DOMAINS.nameToASCII(text, new StringBuilder(), info).toString();
        return TAKEN.containsAll(info.getErrors()) ? ascii : "";
    }

    /** Without the address, so that it can be logged. */
    @Override
    public String toString() {
        return "EmailAddress[]";
    }
}

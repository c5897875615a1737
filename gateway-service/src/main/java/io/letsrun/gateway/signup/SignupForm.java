package io.letsrun.gateway.signup;

import io.letsrun.contracts.signup.SignupRequested;
import io.letsrun.gateway.form.JsonFields;
import java.time.Clock;
import java.time.Instant;
import java.time.Year;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The valid values of a signup. */
record SignupForm(
        EmailAddress email,
        String firstName,
        String lastName,
        @Nullable Integer birthYear,
        @Nullable String city,
        @Nullable String country) {

    private static final int MAX_NAME = 100;
    private static final int FIRST_YEAR = 1900;
    private static final Pattern COUNTRY_SHAPE = Pattern.compile("[A-Z]{2}");

    /**
     * Regions beside ISO's that phones offer: Kosovo by its usual user-assigned code, and codes that ISO reserves (Ascension,
     * Clipperton, Sark, Diego Garcia, Ceuta and Melilla, the Canaries, Tristan da Cunha).
     *
     * @see <a href="https://www.unicode.org/reports/tr35/#unicode_region_subtag_validity">CLDR's regular regions</a>
     */
    private static final Set<String> BESIDE_ISO = Set.of("XK", "AC", "CP", "CQ", "DG", "EA", "IC", "TA");

    private static final Set<String> COUNTRIES = Stream.concat(
                    Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).stream(), BESIDE_ISO.stream())
            .collect(Collectors.toUnmodifiableSet());

    /** @throws io.letsrun.edge.problem.Refused with all errors */
    static SignupForm read(JsonNode body, Clock clock) {
        JsonFields fields = new JsonFields(body, "");
        EmailAddress email = email(fields);
        String firstName = fields.line("firstName", fields.required("firstName"), MAX_NAME);
        String lastName = fields.line("lastName", fields.required("lastName"), MAX_NAME);
        Long birthYear = fields.integer(
                "birthYear",
                fields.optional("birthYear"),
                FIRST_YEAR,
                Year.now(clock).getValue());
        String city = fields.line("city", fields.optional("city"), MAX_NAME);
        String country = country(fields);
        fields.check();
        return new SignupForm(
                JsonFields.present(email),
                JsonFields.present(firstName),
                JsonFields.present(lastName),
                birthYear == null ? null : birthYear.intValue(),
                city,
                country);
    }

    private static @Nullable EmailAddress email(JsonFields fields) {
        String text = fields.line("email", fields.required("email"), EmailAddress.MAX_LENGTH);
        if (text == null) {
            return null;
        }
        EmailAddress email = EmailAddress.parse(text).orElse(null);
        if (email == null) {
            fields.refuse("email", "malformed", "must be an e-mail address");
        }
        return email;
    }

    private static @Nullable String country(JsonFields fields) {
        String country = fields.text("country", fields.optional("country"));
        if (country == null || COUNTRIES.contains(country)) {
            return country;
        }
        if (COUNTRY_SHAPE.matcher(country).matches()) {
            fields.refuse(
                    "country", "unknown-country", "must be the ISO 3166-1 code of a country, such as GB (not UK)");
        } else {
            fields.refuse("country", "malformed", "must be an ISO 3166-1 alpha-2 code in upper case");
        }
        return null;
    }

    /** Returns all values as one unique text; no value has U+0000. */
    String content() {
        return String.join(
                "\0",
                email.address(),
                firstName,
                lastName,
                birthYear == null ? "" : birthYear.toString(),
                city == null ? "" : city,
                country == null ? "" : country);
    }

    SignupRequested requested(UUID userId, Instant now) {
        return new SignupRequested(
                userId, email.address(), email.key(), firstName, lastName, birthYear, city, country, now);
    }

    /** Without personal data, so that it can be logged. */
    @Override
    public String toString() {
        return "SignupForm[]";
    }
}

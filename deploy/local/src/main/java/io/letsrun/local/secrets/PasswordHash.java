package io.letsrun.local.secrets;

import org.springframework.security.crypto.bcrypt.BCrypt;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

/** How a password becomes what the console is told of it. */
public enum PasswordHash {

    /** At the least cost bcrypt knows. Nobody guesses 128 random bits, however cheap a guess is, and {@code up} is to be quick. */
    BCRYPT {
        @Override
        public String of(String password) {
            return "{bcrypt}" + BCrypt.hashpw(password, BCrypt.gensalt(4));
        }
    },

    /** Hex, so that it passes unharmed where a dollar sign begins a variable. */
    PBKDF2 {
        @Override
        public String of(String password) {
            return "{pbkdf2@SpringSecurity_v5_8}"
                    + Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(password);
        }
    };

    public abstract String of(String password);
}

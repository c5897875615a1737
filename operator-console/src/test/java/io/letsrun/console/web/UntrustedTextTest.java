package io.letsrun.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UntrustedTextTest {

    @Test
    void unseenCharactersAreShown() {
        assertThat(UntrustedText.text("a\0b\u0007c\u007F")).isEqualTo("a␀b␇c␡");
        assertThat(UntrustedText.text("evil\u202Egnp.exe")).isEqualTo("evil⟨U+202E⟩gnp.exe");
        assertThat(UntrustedText.text("\u2066x\u2069\u200B\uFEFF")).isEqualTo("⟨U+2066⟩x⟨U+2069⟩⟨U+200B⟩⟨U+FEFF⟩");
        assertThat(UntrustedText.text("half \uD83D")).isEqualTo("half ⟨U+D83D⟩");
    }

    @Test
    void linesTabsAndForeignScriptsStayAsTheyAre() {
        assertThat(UntrustedText.text("a\n\tb — 日本語 🏃 é")).isEqualTo("a\n\tb — 日本語 🏃 é");
    }

    @Test
    void longTextIsCutAndSaysSo() {
        String shown = UntrustedText.text("x".repeat(1_000_000), 10);

        assertThat(shown).isEqualTo("xxxxxxxxxx … and 999,990 more characters");
    }

    @Test
    void cutInTheMiddleOfACharacterShowsTheHalf() {
        assertThat(UntrustedText.text("🏃🏃", 1)).isEqualTo("⟨U+D83C⟩ … and 3 more characters");
    }
}

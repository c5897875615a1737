package io.letsrun.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForeignTest {

    @Test
    void unseenCharactersAreShown() {
        assertThat(Foreign.text("a\0b\u0007c\u007F")).isEqualTo("a␀b␇c␡");
        assertThat(Foreign.text("evil\u202Egnp.exe")).isEqualTo("evil⟨U+202E⟩gnp.exe");
        assertThat(Foreign.text("\u2066x\u2069\u200B\uFEFF")).isEqualTo("⟨U+2066⟩x⟨U+2069⟩⟨U+200B⟩⟨U+FEFF⟩");
        assertThat(Foreign.text("half \uD83D")).isEqualTo("half ⟨U+D83D⟩");
    }

    @Test
    void linesTabsAndForeignScriptsStayAsTheyAre() {
        assertThat(Foreign.text("a\n\tb — 日本語 🏃 é")).isEqualTo("a\n\tb — 日本語 🏃 é");
    }

    @Test
    void longTextIsCutAndSaysSo() {
        String shown = Foreign.text("x".repeat(1_000_000), 10);

        assertThat(shown).isEqualTo("xxxxxxxxxx … and 999,990 more characters");
    }

    @Test
    void cutInTheMiddleOfACharacterShowsTheHalf() {
        assertThat(Foreign.text("🏃🏃", 1)).isEqualTo("⟨U+D83C⟩ … and 3 more characters");
    }
}

package plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DesktopLibrariesTest {
    @Test
    void aMissingLibraryIsOneSentenceThatNamesItsPackage() {
        assertThat(DesktopLibraries.missing(file -> !file.startsWith("libgtk")))
                .hasValueSatisfying(s -> assertThat(s).contains("libgtk-3.so.0", "install the package libgtk-3-0").doesNotContain(". "));
        assertThat(DesktopLibraries.missing(file -> !file.startsWith("libXtst")).orElseThrow()).contains("libxtst6");
        assertThat(DesktopLibraries.missing(file -> true)).isEmpty();
    }
}

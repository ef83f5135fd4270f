package plumbline.app.cli;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The libraries of the system that a window on Linux stands on, and the packages they come in. */
final class DesktopLibraries {
    private record Library(String file, String debian, String fedora) {}

    private static final List<Library> NEEDED = List.of(
            new Library("libgtk-3.so.0", "libgtk-3-0 (newer: libgtk-3-0t64)", "gtk3"),
            new Library("libXtst.so.6", "libxtst6", "libXtst"));

    private DesktopLibraries() {}

    /** What is missing here and how to get it, as one sentence; empty where a window can open. */
    static Optional<String> missing() {
        return missing(DesktopLibraries::loads);
    }

    static Optional<String> missing(Predicate<String> here) {
        return NEEDED.stream()
                .filter(l -> !here.test(l.file()))
                .findFirst()
                .map(l -> "The window needs " + l.file() + ", which is not here: install the package " + l.debian()
                        + " on Debian or Ubuntu, " + l.fedora()
                        + " on Fedora; every other verb works without it.");
    }

    private static boolean loads(String file) {
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup.libraryLookup(file, arena);
            return true;
        } catch (IllegalArgumentException notFound) {
            return false;
        }
    }
}

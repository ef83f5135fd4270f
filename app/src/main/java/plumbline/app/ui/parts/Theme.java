package plumbline.app.ui.parts;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/**
 * The window's looks: Inter and JetBrains Mono out of their jars, the design's tokens over AtlantaFX's base, dark or
 * light. Style sheets do all of it; canvases ask {@link Tint} for the same colours.
 */
public final class Theme {
    private static final String FONTS = "/com/formdev/flatlaf/fonts/";
    private static final List<String> FACES = List.of(
            "inter/Inter-Regular.otf",
            "inter/Inter-SemiBold.otf",
            "jetbrains_mono/JetBrainsMono-Regular.ttf",
            "jetbrains_mono/JetBrainsMono-Bold.ttf");

    private Theme() {}

    /** Loads the fonts; a second call costs a little time and changes nothing. */
    public static void loadFonts() {
        for (String face : FACES) {
            try (InputStream in = Theme.class.getResourceAsStream(FONTS + face)) {
                if (in == null || Font.loadFont(in, 12) == null) {
                    throw new IllegalStateException("the font " + face + " is not in the program's own jars");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Dresses a scene; popups of its window follow. May be called again to change the theme. */
    public static void apply(Scene scene, boolean dark) {
        scene.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        scene.getStylesheets()
                .setAll(sheet(dark ? "dark.css" : "light.css"), sheet("base.css"), sheet("parts.css"),
                        sheet("shell.css"));
        if (!Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW)) {
            scene.getStylesheets().add(sheet("opaque.css"));
        }
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(Theme.class.getResource("/plumbline/app/ui/" + name), name)
                .toExternalForm();
    }
}

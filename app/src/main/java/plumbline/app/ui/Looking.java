package plumbline.app.ui;

import plumbline.app.ui.parts.Banner;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.project.Version;

/** What stands over the window while a version is looked at: which one, that nothing can be lost, and the way back. */
final class Looking {
    private Looking() {}

    static Banner at(Version v, Runnable back) {
        return new Banner(
                "info",
                "You look at version " + v.hash().shortHex() + ", \u201C"
                        + v.message().lines().findFirst().orElse("no words") + "\u201D, of " + Numbers.day(v.at()) + " "
                        + Numbers.clock(v.at()) + ". Read only; labels and edits as they stand are kept.",
                Parts.button("Back to now", "Ctrl Shift T", back));
    }
}

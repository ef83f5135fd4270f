package plumbline.qa.rules;

import java.io.IOException;
import java.util.List;
import plumbline.annotation.review.Finding;

/** A box that hangs in the air, where the ground under or beside it is seen. */
public final class FloatingBox implements Rule {
    @Override
    public String id() {
        return "box.floating";
    }

    @Override
    public String title() {
        return "Boxes whose floor is more than 0.2 m (and 0.5 % of the range) above ground";
    }

    @Override
    public List<Finding> check(Scene scene) throws IOException {
        return Footing.check(scene, new Footing.Off(id(), 1, 0.2, "floats", "above", "aboveMetres", "Lower"));
    }
}

package plumbline.qa.rules;

import java.io.IOException;
import java.util.List;
import plumbline.annotation.review.Finding;

/** A box that is sunk into the ground, where the ground under or beside it is seen. */
public final class UndergroundBox implements Rule {
    @Override
    public String id() {
        return "box.underground";
    }

    @Override
    public String title() {
        return "Boxes whose floor is more than 0.3 m (and 0.5 % of the range) below ground";
    }

    @Override
    public List<Finding> check(Scene scene) throws IOException {
        return Footing.check(scene, new Footing.Off(id(), -1, 0.3, "is sunk", "below", "belowMetres", "Raise"));
    }
}

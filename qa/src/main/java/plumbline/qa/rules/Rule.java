package plumbline.qa.rules;

import java.io.IOException;
import java.util.List;
import plumbline.annotation.review.Finding;

/** One check. The same scene gives the same findings in the same order. Listed once in {@link Rules#ALL}. */
public interface Rule {
    /** Stable short name: {@code box.empty}. */
    String id();

    /** One line for people: what it looks for and the limit. */
    String title();

    List<Finding> check(Scene scene) throws IOException;
}

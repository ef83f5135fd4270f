package plumbline.storage.attack;

import java.io.IOException;

/** One durable step of a {@link Workflow}: {@code done} stays true once it has been done, whatever steps follow. */
record Step(String name, Question done, Act act) {
    interface Question {
        boolean on(Desk desk) throws IOException;
    }

    interface Act {
        void on(Desk desk) throws IOException;
    }
}

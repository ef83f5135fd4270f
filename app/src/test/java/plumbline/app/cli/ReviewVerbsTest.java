package plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A task from making to acceptance, and a thread of comments, by the command line on a simulated street. */
class ReviewVerbsTest {
    @TempDir
    static Path shared;

    private static Path project;

    @BeforeAll
    static void drive() {
        Path street = shared.resolve("street");
        Run.json("simulate", "--out", street, "--frames", 4, "--points", 4000, "--cameras", 1, "--image", "64x40").document();
        project = Run.project(shared.resolve("one"), street);
    }

    private static JsonNode task(Object... words) {
        return only("tasks", "task", words);
    }

    private static JsonNode only(String key, String verb, Object... words) {
        Object[] all = new Object[words.length + 3];
        all[0] = verb;
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--project";
        all[words.length + 2] = project;
        JsonNode found = Run.json(all).document().path(key);
        assertThat(found.size()).isEqualTo(1);
        return found.get(0);
    }

    private static long reviewed(JsonNode objects, String state, int first, int last) {
        return StreamSupport.stream(objects.spliterator(), false)
                .filter(o -> o.path("review").asString().equals(state))
                .filter(o -> o.path("frame").asInt() >= first && o.path("frame").asInt() <= last)
                .count();
    }

    @Test
    void aTaskIsMadeAssignedSubmittedSentBackAndAccepted() {
        JsonNode made = task("create", "Middle", "--frames", "1-2", "--class", "Car", "--assign", "ben");
        long cars = made.path("labels").path("open").asLong();
        assertThat(cars).isPositive();
        assertThat(Run.of("task", "submit", "Middle", "--project", project, "--as", "carl").err())
                .contains("assigned to ben, not to carl");
        assertThat(task("submit", "middle", "--as", "ben").path("labels").path("submitted").asLong()).isEqualTo(cars);
        assertThat(task("reject", "Middle", "--reason", "One car lacks", "--as", "carl").path("reason").asString())
                .isEqualTo("One car lacks");
        assertThat(task("assign", "Middle", "dora").path("assignee").asString()).isEqualTo("dora");
        task("submit", "Middle", "--as", "dora");
        assertThat(task("accept", "Middle", "--as", "carl").path("labels").path("accepted").asLong()).isEqualTo(cars);
        JsonNode objects = Run.json("label", "list", "--project", project).document().path("objects");
        assertThat(reviewed(objects, "accepted", 1, 2)).isEqualTo(cars);
        assertThat(reviewed(objects, "accepted", 0, 3)).as("none beyond the task").isEqualTo(cars);
        assertThat(task("list").path("state").asString()).isEqualTo("accepted");
    }

    /** The street's truth is sound; one box three times too long stands first, with the reason. */
    @Test
    void aBoxOfAStrangeSizeIsTheFirstSuspect() throws Exception {
        JsonNode car = StreamSupport.stream(
                        Run.json("label", "list", "--project", project).document().path("objects").spliterator(), false)
                .filter(o -> o.path("class").asString().equals("Car"))
                .findFirst()
                .orElseThrow();
        var changed = (tools.jackson.databind.node.ObjectNode) car.deepCopy();
        changed.putArray("size").add(15.0).add(1.8).add(1.5);
        Path file = shared.resolve("change.json");
        java.nio.file.Files.writeString(file, "{\"what\": \"Stretch\", \"changes\": [{\"id\": "
                + car.path("id") + ", \"after\": " + changed + "}]}");
        Run.json("label", "apply", file, "--project", project).document();
        JsonNode first = Run.json("label", "suspects", "--project", project).document().path("suspects").get(0);
        assertThat(first.path("object").asString()).isEqualTo(car.path("id").asString());
        assertThat(first.path("reasons").get(0).asString()).startsWith("length 15.00 m, usually ");
    }

    @Test
    void commentsArePinnedAnsweredAndResolved() {
        JsonNode label = Run.json("label", "list", "--project", project).document().path("objects").get(0);
        JsonNode first = only("comments", "comment", "add", "Heading?", "--object", label.path("id").asString());
        only("comments", "comment", "add", "Turned", "--answer", first.path("id").asString(), "--as", "ben");
        JsonNode place = only("comments", "comment", "add", "Hole", "--frame", 2, "--at", "4.5,-1,0");
        assertThat(place.path("point").get(0).asDouble()).isEqualTo(4.5);
        only("comments", "comment", "resolve", place.path("id").asString());
        JsonNode open = Run.json("comment", "list", "--open", "--project", project).document().path("comments");
        assertThat(StreamSupport.stream(open.spliterator(), false).map(c -> c.path("text").asString()).toList())
                .isEqualTo(List.of("Heading?", "Turned"));
        assertThat(open.get(1).path("unread").asBoolean()).as("ben's answer, for who asks").isTrue();
        assertThat(Run.of("comment", "add", "Where?", "--project", project).err()).contains("Say where");
    }
}

package plumbline.storage.format.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.json.JsonValue;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON file that is one long list of objects, read object by object: memory is one of them. */
final class JsonRows {
    interface Row {
        void row(JsonValue value) throws IOException;
    }

    private static final JsonMapper JSON = new JsonMapper();

    private JsonRows() {}

    static void each(Path file, Row reader) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new FormatException(file.toString(), "", "there is no such file");
        }
        long n = 0;
        try (JsonParser in = JSON.createParser(file)) {
            if (in.nextToken() != JsonToken.START_ARRAY) {
                throw new FormatException(file.toString(), "byte 0", "a list of rows was expected");
            }
            while (in.nextToken() == JsonToken.START_OBJECT) {
                JsonNode node = in.readValueAsTree();
                reader.row(new JsonValue(file.toString(), "/" + n, node));
                n++;
            }
            if (in.currentToken() != JsonToken.END_ARRAY) {
                throw new FormatException(file.toString(), "/" + n, "the list of rows does not end as it should");
            }
        } catch (JacksonException e) {
            long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
            throw new FormatException(
                    file.toString(), "row " + n + (at < 0 ? "" : ", byte " + at),
                    "not JSON, or cut: " + e.getOriginalMessage(), e);
        }
    }
}

package plumbline.storage.attack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.logging.Level;
import java.util.logging.Logger;
import plumbline.storage.project.StorageException;

/**
 * The process that is attacked: does a workflow and appends the name of each step that is done to a file outside of what is
 * attacked. Exits with 3 and one sentence where storage refused, as the command line does.
 */
final class Child {
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    private Child() {}

    public static void main(String[] args) throws IOException {
        int exit = 0;
        HELIDON.setLevel(Level.WARNING);
        try (FileChannel acknowledged =
                FileChannel.open(Path.of(args[2]), StandardOpenOption.APPEND, StandardOpenOption.CREATE)) {
            try (Desk desk = new Desk(Path.of(args[1]))) {
                Workflows.named(args[0]).run(desk, step -> say(acknowledged, step));
            } catch (StorageException | IOException e) {
                System.out.println(e.getMessage());
                exit = 3;
            }
        }
        System.exit(exit);
    }

    private static void say(FileChannel out, String step) {
        try {
            out.write(ByteBuffer.wrap((step + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException("the acknowledgement cannot be written", e);
        }
    }
}

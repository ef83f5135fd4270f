package plumbline.viewer3d.render.gl;

import static org.lwjgl.opengl.GL33C.*;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.lwjgl.system.MemoryUtil;
import plumbline.annotation.scene.PointBlock;
import plumbline.viewer3d.render.PointColours;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;

/** Points on the card, uploaded once per block, colours in the parts that changed, kept while the scene shows them. */
final class PointBuffers implements AutoCloseable {
    private static final class Held {
        PointBlock block;
        int[][] argb;
        int array;
        int places;
        int colours;
        boolean used;
    }

    private final List<Held> held = new ArrayList<>();
    private int next;

    /** Before a picture; those that it does not bind are dropped by {@link #sweep}. */
    void begin() {
        held.forEach(h -> h.used = false);
        next = 0;
    }

    void bind(PointLayer layer) {
        Held found = null;
        // Scenes keep the order of their layers, so the search begins after the one found last.
        for (int i = 0; i < held.size() && found == null; i++) {
            int at = (next + i) % held.size();
            Held h = held.get(at);
            if (!h.used && h.block == layer.points()) {
                found = h;
                next = at + 1;
            }
        }
        if (found == null) {
            found = upload(layer.points());
            held.add(found);
        }
        found.used = true;
        glBindVertexArray(found.array);
        colours(found, layer.colours());
    }

    /** Only the parts that are not the arrays sent before. */
    private static void colours(Held h, PointColours colours) {
        boolean bound = false;
        for (int part = 0; part < colours.parts(); part++) {
            if (h.argb[part] != colours.part(part)) {
                if (!bound) {
                    glBindBuffer(GL_ARRAY_BUFFER, h.colours);
                    bound = true;
                }
                glBufferSubData(GL_ARRAY_BUFFER, 4L * part * PointColours.PART, colours.part(part));
                h.argb[part] = colours.part(part);
            }
        }
    }

    private static Held upload(PointBlock block) {
        Held h = new Held();
        h.block = block;
        h.array = glGenVertexArrays();
        h.places = glGenBuffers();
        h.colours = glGenBuffers();
        int n = block.size();
        glBindVertexArray(h.array);
        glBindBuffer(GL_ARRAY_BUFFER, h.places);
        glBufferData(GL_ARRAY_BUFFER, 12L * n, GL_STATIC_DRAW);
        int part = Math.min(Math.max(1, n), 1 << 20);
        FloatBuffer some = MemoryUtil.memAllocFloat(3 * part);
        for (int from = 0; from < n; from += part) {
            int to = Math.min(n, from + part);
            some.clear();
            for (int i = from; i < to; i++) {
                some.put(block.x()[i]).put(block.y()[i]).put(block.z()[i]);
            }
            some.flip();
            glBufferSubData(GL_ARRAY_BUFFER, 12L * from, some);
        }
        MemoryUtil.memFree(some);
        glVertexAttribPointer(0, 3, GL_FLOAT, false, 12, 0);
        glEnableVertexAttribArray(0);
        h.argb = new int[(n + PointColours.PART - 1) / PointColours.PART][];
        glBindBuffer(GL_ARRAY_BUFFER, h.colours);
        glBufferData(GL_ARRAY_BUFFER, 4L * n, GL_DYNAMIC_DRAW);
        glVertexAttribIPointer(1, 1, GL_UNSIGNED_INT, 4, 0);
        glEnableVertexAttribArray(1);
        return h;
    }

    void sweep() {
        held.removeIf(h -> {
            if (!h.used) {
                delete(h);
            }
            return !h.used;
        });
    }

    private static void delete(Held h) {
        glDeleteVertexArrays(h.array);
        glDeleteBuffers(new int[] {h.places, h.colours});
    }

    @Override
    public void close() {
        held.forEach(PointBuffers::delete);
        held.clear();
    }
}

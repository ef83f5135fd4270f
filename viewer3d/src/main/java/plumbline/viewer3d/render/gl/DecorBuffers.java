package plumbline.viewer3d.render.gl;

import static org.lwjgl.opengl.GL33C.*;

import java.util.List;
import plumbline.viewer3d.render.Decor;

/**
 * Draws strokes as one quad each and faces as triangles over the picture, testing softly against the points' depths.
 */
final class DecorBuffers implements AutoCloseable {
    private static final int STROKE_FLOATS = 15;
    private static final int FACE_FLOATS = 8;

    private final Program strokes;
    private final Program faces;
    private final int strokeArray = glGenVertexArrays();
    private final int faceArray = glGenVertexArrays();
    private final int strokeBuffer = glGenBuffers();
    private final int faceBuffer = glGenBuffers();

    DecorBuffers() throws GlUnavailable {
        strokes = new Program(Shaders.STROKE_VERTEX, Shaders.STROKE_FRAGMENT);
        faces = new Program(Shaders.FACE_VERTEX, Shaders.FACE_FRAGMENT);
        glBindVertexArray(strokeArray);
        glBindBuffer(GL_ARRAY_BUFFER, strokeBuffer);
        attributes(STROKE_FLOATS, 1, 3, 3, 4, 4, 1);
        glBindVertexArray(faceArray);
        glBindBuffer(GL_ARRAY_BUFFER, faceBuffer);
        attributes(FACE_FLOATS, 0, 3, 4, 1);
    }

    private static void attributes(int stride, int divisor, int... sizes) {
        int offset = 0;
        for (int i = 0; i < sizes.length; i++) {
            glVertexAttribPointer(i, sizes[i], GL_FLOAT, false, 4 * stride, 4L * offset);
            glEnableVertexAttribArray(i);
            glVertexAttribDivisor(i, divisor);
            offset += sizes[i];
        }
    }

    void draw(Decor decor, Targets targets, PointTarget points, boolean perspective) {
        glEnable(GL_BLEND);
        // The picture stays opaque: alpha is left alone.
        glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ZERO, GL_ONE);
        glActiveTexture(GL_TEXTURE0);
        glBindTexture(GL_TEXTURE_2D, points.depths);
        if (!decor.faces().isEmpty()) {
            prepare(faces, targets, perspective);
            glBindVertexArray(faceArray);
            glBindBuffer(GL_ARRAY_BUFFER, faceBuffer);
            float[] data = faces(decor.faces());
            glBufferData(GL_ARRAY_BUFFER, data, GL_STREAM_DRAW);
            glDrawArrays(GL_TRIANGLES, 0, data.length / FACE_FLOATS);
        }
        if (!decor.strokes().isEmpty()) {
            prepare(strokes, targets, perspective);
            glBindVertexArray(strokeArray);
            glBindBuffer(GL_ARRAY_BUFFER, strokeBuffer);
            glBufferData(GL_ARRAY_BUFFER, strokes(decor.strokes()), GL_STREAM_DRAW);
            glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, decor.strokes().size());
        }
        glDisable(GL_BLEND);
    }

    private static void prepare(Program p, Targets targets, boolean perspective) {
        p.use();
        p.set("depths", 0);
        p.set("picture", targets.width, targets.height);
        p.set("perspective", perspective ? 1 : 0);
    }

    private static float[] strokes(List<Decor.Stroke> strokes) {
        float[] out = new float[STROKE_FLOATS * strokes.size()];
        int k = 0;
        for (Decor.Stroke s : strokes) {
            float[] one = {
                s.x0(), s.y0(), s.q0(), s.x1(), s.y1(), s.q1(), s.width(), s.dash(), s.dashStart(), 0,
                channel(s.argb(), 16), channel(s.argb(), 8), channel(s.argb(), 0), channel(s.argb(), 24), s.behind()
            };
            System.arraycopy(one, 0, out, k, STROKE_FLOATS);
            k += STROKE_FLOATS;
        }
        return out;
    }

    private static float[] faces(List<Decor.Face> faces) {
        int triangles = faces.stream().mapToInt(f -> f.x().length - 2).sum();
        float[] out = new float[3 * FACE_FLOATS * triangles];
        int k = 0;
        for (Decor.Face f : faces) {
            for (int i = 1; i + 1 < f.x().length; i++) {
                for (int corner : new int[] {0, i, i + 1}) {
                    float[] one = {
                        f.x()[corner], f.y()[corner], f.q()[corner], channel(f.argb(), 16), channel(f.argb(), 8),
                        channel(f.argb(), 0), channel(f.argb(), 24), f.behind()
                    };
                    System.arraycopy(one, 0, out, k, FACE_FLOATS);
                    k += FACE_FLOATS;
                }
            }
        }
        return out;
    }

    private static float channel(int argb, int shift) {
        return (argb >>> shift & 255) / 255f;
    }

    @Override
    public void close() {
        strokes.close();
        faces.close();
        glDeleteVertexArrays(new int[] {strokeArray, faceArray});
        glDeleteBuffers(new int[] {strokeBuffer, faceBuffer});
    }
}

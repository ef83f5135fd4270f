package plumbline.viewer3d.render.gl;

import static org.lwjgl.opengl.GL33C.*;

import java.util.HashMap;
import java.util.Map;

/** A linked program with its uniforms by name. */
final class Program implements AutoCloseable {
    private final int id;
    private final Map<String, Integer> places = new HashMap<>();

    Program(String vertex, String fragment) throws GlUnavailable {
        int v = compile(GL_VERTEX_SHADER, vertex);
        int f = compile(GL_FRAGMENT_SHADER, fragment);
        id = glCreateProgram();
        glAttachShader(id, v);
        glAttachShader(id, f);
        glLinkProgram(id);
        glDeleteShader(v);
        glDeleteShader(f);
        if (glGetProgrami(id, GL_LINK_STATUS) != GL_TRUE) {
            throw new GlUnavailable("a program does not link: " + glGetProgramInfoLog(id));
        }
    }

    private static int compile(int type, String source) throws GlUnavailable {
        int shader = glCreateShader(type);
        glShaderSource(shader, source);
        glCompileShader(shader);
        if (glGetShaderi(shader, GL_COMPILE_STATUS) != GL_TRUE) {
            throw new GlUnavailable("a shader does not compile: " + glGetShaderInfoLog(shader));
        }
        return shader;
    }

    void use() {
        glUseProgram(id);
    }

    private int at(String name) {
        return places.computeIfAbsent(name, n -> glGetUniformLocation(id, n));
    }

    void set(String name, float v) {
        glUniform1f(at(name), v);
    }

    void set(String name, float x, float y) {
        glUniform2f(at(name), x, y);
    }

    void set(String name, float x, float y, float z) {
        glUniform3f(at(name), x, y, z);
    }

    void set(String name, float x, float y, float z, float w) {
        glUniform4f(at(name), x, y, z, w);
    }

    void set(String name, int v) {
        glUniform1i(at(name), v);
    }

    void setUnsigned(String name, int v) {
        glUniform1ui(at(name), v);
    }

    @Override
    public void close() {
        glDeleteProgram(id);
    }
}

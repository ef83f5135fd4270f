package plumbline.viewer3d.render.gl;

import java.util.Locale;
import java.util.stream.Collectors;
import plumbline.viewer3d.render.Gaps;
import plumbline.viewer3d.render.Look;

/**
 * The programs in GLSL 3.30; the same sums as the splatter's, see {@link Look}. Pixels are counted from the top left.
 */
final class Shaders {
    private Shaders() {}

    static final String POINT_VERTEX = text("""
            #version 330 core
            layout(location = 0) in vec3 place;
            layout(location = 1) in uint argb;
            uniform vec4 rowU, rowV, rowD, box0, box1, box2, clip0, clip1, clip2, clip3, size4;
            uniform vec3 middle;
            uniform vec2 picture;
            uniform bool perspective, selects, cuts, outside;
            uniform float nearest, scale;
            uniform int finer;
            uniform uint first;
            flat out vec4 colour;
            flat out uint number;
            flat out float depth;
            flat out float size;
            uniform float opacity;
            void main() {
                vec4 q = vec4(place, 1.0);
                float d = dot(rowD, q);
                gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
                gl_PointSize = 1.0;
                size = 1.0;
                depth = d;
                number = first + uint(gl_VertexID);
                colour = vec4(vec3(argb >> 16 & 255u, argb >> 8 & 255u, argb & 255u) / 255.0, opacity);
                if (argb >> 24 == 0u || !(d > nearest)) {
                    return;
                }
                float by = perspective ? 1.0 / d : 1.0;
                vec2 pixel = vec2(dot(rowU, q), dot(rowV, q)) * by;
                if (cuts) {
                    bool inBox = all(lessThanEqual(abs(vec3(dot(clip0, q), dot(clip1, q), dot(clip2, q))), vec3(1.0)));
                    if (inBox == outside || abs(dot(clip3, q)) > 1.0) {
                        return;
                    }
                }
                float s = clamp(size4.x * by, size4.y, size4.z);
                if (size4.w > 0.0) {
                    int octant = (place.x >= middle.x ? 1 : 0) | (place.y >= middle.y ? 2 : 0)
                            | (place.z >= middle.z ? 4 : 0);
                    if ((finer >> octant & 1) == 0) {
                        s = max(s, min(size4.w * by, SPREAD_PIXELS));
                    }
                }
                if (selects && all(lessThanEqual(abs(vec3(dot(box0, q), dot(box1, q), dot(box2, q))), vec3(1.0)))) {
                    s += scale;
                }
                size = clamp(s, 1.0, LARGEST_PIXELS);
                gl_PointSize = size;
                float z = perspective ? 1.0 - 2.0 * nearest * by : d / (2.0 * ORTHO_DEPTH) * 2.0 - 1.0;
                gl_Position = vec4(pixel / picture * 2.0 - 1.0, z, 1.0);
            }
            """);

    static final String POINT_FRAGMENT = text("""
            #version 330 core
            flat in vec4 colour;
            flat in uint number;
            flat in float depth;
            flat in float size;
            uniform bool round;
            layout(location = 0) out vec4 outColour;
            layout(location = 1) out uint outNumber;
            layout(location = 2) out float outDepth;
            void main() {
                if (round && size >= ROUND_FROM && length(gl_PointCoord - 0.5) > 0.5) {
                    discard;
                }
                outColour = colour;
                outNumber = number;
                outDepth = depth;
            }
            """);

    static final String SCREEN_VERTEX = """
            #version 330 core
            void main() {
                gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0);
            }
            """;

    static final String SCREEN_FRAGMENT = text("""
            #version 330 core
            uniform sampler2D colours;
            uniform sampler2D depths;
            uniform sampler2D veilColours;
            uniform sampler2D veilDepths;
            uniform vec2 picture;
            uniform bool perspective, veiled;
            uniform float gain, perMetre;
            uniform int radius;
            out vec4 outColour;
            float level(float d) {
                return perspective ? float(floatBitsToInt(d)) / 8388608.0 : d * perMetre;
            }
            float light(sampler2D from, ivec2 at, float d) {
                float own = level(d);
                float step = 0.0;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        ivec2 n = at + ivec2(dx, dy) * radius;
                        if (n.x >= 0 && n.y >= 0 && n.x < int(picture.x) && n.y < int(picture.y)) {
                            float other = texelFetch(from, n, 0).r;
                            if (other < d) {
                                step += min(own - level(other), EYE_DOME_STEP);
                            }
                        }
                    }
                }
                return max(EYE_DOME_DARKEST, exp(-gain * step));
            }
            void main() {
                ivec2 at = ivec2(gl_FragCoord.xy);
                float d = texelFetch(depths, at, 0).r;
                if (d >= NOTHING) {
                    float t = picture.y <= 1.0 ? 0.0 : float(at.y) / (picture.y - 1.0);
                    outColour = vec4(mix(TOP, BOTTOM, t), 1.0);
                } else {
                    outColour = vec4(texelFetch(colours, at, 0).rgb * light(depths, at, d), 1.0);
                }
                if (veiled) {
                    float front = texelFetch(veilDepths, at, 0).r;
                    if (front < NOTHING && front < d) {
                        vec4 over = texelFetch(veilColours, at, 0);
                        outColour.rgb = mix(outColour.rgb, over.rgb * light(veilDepths, at, front), over.a);
                    }
                }
            }
            """);

    static final String FILL_FRAGMENT = text("""
            #version 330 core
            uniform sampler2D colours;
            uniform sampler2D depths;
            uniform usampler2D numbers;
            uniform vec2 picture;
            uniform bool perspective;
            uniform float stepMetres;
            uniform int radius;
            layout(location = 0) out vec4 outColour;
            layout(location = 1) out uint outNumber;
            layout(location = 2) out float outDepth;
            const ivec3 GAPS[GAP_COUNT] = ivec3[GAP_COUNT](GAP_LIST);
            void main() {
                ivec2 at = ivec2(gl_FragCoord.xy);
                float own = texelFetch(depths, at, 0).r;
                float limit = own;
                if (own < NOTHING) {
                    limit = perspective ? intBitsToFloat(floatBitsToInt(own) - FILL_STEP_BITS) : own - stepMetres;
                }
                int sides = 0;
                int nearest = 2147483647;
                float depth = own;
                ivec2 best = at;
                for (int i = 0; i < GAP_COUNT; i++) {
                    ivec2 by = GAPS[i].xy * radius;
                    ivec2 n = at + by;
                    if (n.x < 0 || n.y < 0 || n.x >= int(picture.x) || n.y >= int(picture.y)) {
                        continue;
                    }
                    float other = texelFetch(depths, n, 0).r;
                    if (other < limit) {
                        sides |= 1 << GAPS[i].z;
                        int square = by.x * by.x + by.y * by.y;
                        if (square < nearest || square == nearest && other < depth) {
                            nearest = square;
                            depth = other;
                            best = n;
                        }
                    }
                }
                int open = ~sides & 255;
                int twice = open | open << 8;
                best = (open & twice >> 1 & twice >> 2) == 0 ? best : at;
                outColour = texelFetch(colours, best, 0);
                outNumber = texelFetch(numbers, best, 0).r;
                outDepth = texelFetch(depths, best, 0).r;
            }
            """);

    static final String STROKE_VERTEX = """
            #version 330 core
            layout(location = 0) in vec3 from;
            layout(location = 1) in vec3 to;
            layout(location = 2) in vec4 look;
            layout(location = 3) in vec4 ink;
            layout(location = 4) in float behindIn;
            uniform vec2 picture;
            flat out vec3 a;
            flat out vec3 b;
            flat out vec4 shape;
            flat out vec4 colour;
            flat out float behind;
            void main() {
                a = from;
                b = to;
                shape = look;
                colour = ink;
                behind = behindIn;
                vec2 along = to.xy - from.xy;
                vec2 unit = length(along) > 1e-6 ? normalize(along) : vec2(1.0, 0.0);
                vec2 across = vec2(-unit.y, unit.x);
                float reach = look.x / 2.0 + 1.0;
                vec2 end = (gl_VertexID & 1) == 0 ? from.xy - unit * reach : to.xy + unit * reach;
                vec2 pixel = end + across * ((gl_VertexID & 2) == 0 ? -reach : reach);
                gl_Position = vec4(pixel / picture * 2.0 - 1.0, 0.0, 1.0);
            }
            """;

    private static final String SHOWN = """
            float shown(float q) {
                float d = perspective ? 1.0 / q : q;
                float there = texelFetch(depths, ivec2(gl_FragCoord.xy), 0).r;
                float t = clamp((d - there - FADE_FROM) / (FADE_TO - FADE_FROM), 0.0, 1.0);
                return 1.0 - t * (1.0 - behind);
            }
            """;

    static final String STROKE_FRAGMENT = text("""
            #version 330 core
            flat in vec3 a;
            flat in vec3 b;
            flat in vec4 shape;
            flat in vec4 colour;
            flat in float behind;
            uniform sampler2D depths;
            uniform bool perspective;
            out vec4 outColour;
            """ + SHOWN + """
            void main() {
                vec2 along = b.xy - a.xy;
                vec2 p = gl_FragCoord.xy - a.xy;
                float t = clamp(dot(p, along) / max(1e-6, dot(along, along)), 0.0, 1.0);
                float cover = min(1.0, shape.x / 2.0 + 0.5 - length(p - t * along));
                if (cover <= 0.0) {
                    discard;
                }
                if (shape.y > 0.0) {
                    float phase = mod(shape.z + t * length(along), shape.y * 5.0 / 3.0);
                    cover *= clamp(0.5 + min(phase + 0.5, shape.y - phase), 0.0, 1.0);
                }
                cover *= shown(mix(a.z, b.z, t)) * min(1.0, shape.x);
                outColour = vec4(colour.rgb, colour.a * cover);
            }
            """);

    static final String FACE_VERTEX = """
            #version 330 core
            layout(location = 0) in vec3 place;
            layout(location = 1) in vec4 ink;
            layout(location = 2) in float behindIn;
            uniform vec2 picture;
            out float q;
            flat out vec4 colour;
            flat out float behind;
            void main() {
                q = place.z;
                colour = ink;
                behind = behindIn;
                gl_Position = vec4(place.xy / picture * 2.0 - 1.0, 0.0, 1.0);
            }
            """;

    static final String FACE_FRAGMENT = text("""
            #version 330 core
            in float q;
            flat in vec4 colour;
            flat in float behind;
            uniform sampler2D depths;
            uniform bool perspective;
            out vec4 outColour;
            """ + SHOWN + """
            void main() {
                outColour = vec4(colour.rgb, colour.a * shown(q));
            }
            """);

    /** What the depth target holds where no point is. */
    static final float NOTHING = 1e30f;

    private static String text(String source) {
        return source.replace("SPREAD_PIXELS", number(Look.SPREAD_PIXELS))
                .replace("GAP_COUNT", Integer.toString(Gaps.NEIGHBOURS.size()))
                .replace("GAP_LIST", Gaps.NEIGHBOURS.stream()
                        .map(n -> "ivec3(" + n.dx() + ", " + n.dy() + ", " + n.side() + ")")
                        .collect(Collectors.joining(", ")))
                .replace("FILL_STEP_BITS", Integer.toString((int) (Look.FILL_STEP * (1 << 23))))
                .replace("LARGEST_PIXELS", number(Look.LARGEST_PIXELS))
                .replace("ORTHO_DEPTH", number(Look.ORTHO_DEPTH))
                .replace("ROUND_FROM", number(Look.ROUND_FROM))
                .replace("EYE_DOME_STEP", number(Look.EYE_DOME_STEP))
                .replace("EYE_DOME_DARKEST", number(Look.EYE_DOME_DARKEST))
                .replace("FADE_FROM", number(Look.FADE_FROM))
                .replace("FADE_TO", number(Look.FADE_TO))
                .replace("NOTHING", "1e29")
                .replace("TOP", colour(Look.TOP_RGB))
                .replace("BOTTOM", colour(Look.BOTTOM_RGB));
    }

    private static String number(float v) {
        return String.format(Locale.ROOT, "%.7f", v);
    }

    private static String colour(int rgb) {
        return String.format(
                Locale.ROOT, "vec3(%.1f, %.1f, %.1f) / 255.0", (double) (rgb >> 16 & 255), (double) (rgb >> 8 & 255),
                (double) (rgb & 255));
    }
}

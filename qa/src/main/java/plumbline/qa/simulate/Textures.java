package plumbline.qa.simulate;

/** Colours of surfaces from where on them a ray hit: markings, bricks, panes, lamps of a car. Pure functions. */
final class Textures {
    /** What a hit looks like: linear reflectance and how much it mirrors at a right angle. */
    static final class Surface {
        float red;
        float green;
        float blue;
        float mirror;

        /** Mean reflectance, which stands for the near infrared of a lidar. */
        float grey() {
            return 0.3f * red + 0.5f * green + 0.2f * blue;
        }

        private void set(float r, float g, float b) {
            red = r;
            green = g;
            blue = b;
        }

        private void colour(int rgb) {
            set(Look.linear(rgb, 16), Look.linear(rgb, 8), Look.linear(rgb, 0));
        }

        private void scale(float f) {
            set(red * f, green * f, blue * f);
        }
    }

    private Textures() {}

    /**
     * {@code u, v} texture coordinates; {@code x, y, z} the point in the mesh's axes; distance from the eye in
     * metres.
     */
    static void at(Material m, Look look, float u, float v, float x, float y, float z, float distance, Surface out) {
        out.set(m.red, m.green, m.blue);
        out.mirror = m.mirror;
        float fine = Math.min(1, 18 / (distance + 0.1f));
        switch (m) {
            case ASPHALT -> asphalt(u, v, fine, out);
            case KERB -> out.scale((frac(u) < 0.02f ? 1 - 0.5f * fine : 1)
                    * (0.85f + 0.3f * Rand.noise(6 * u, 6 * v, 5)));
            case PAVING -> paving(u, v, fine, out);
            case GRASS -> out.scale(0.6f + 0.8f * Rand.noise(3 * u, 3 * v, 6));
            case BRICK -> bricks(u, v, fine, out);
            case PLASTER -> plaster(u, v, out);
            case STONE -> blocks(u, v, fine, out);
            case WINDOW -> window(u, v, out);
            case SHOP -> shop(u, v, out);
            case DOOR -> door(u, v, out);
            case ROOF -> out.scale((frac(v * 3) < 0.15f ? 0.6f : 1) * (0.8f + 0.4f * Rand.cellNoise(4 * u, 3 * v, 8)));
            case AWNING -> {
                int colour = (int) (v / 10);
                if (((int) Math.floor(u * 2.5f) & 1) == 0) {
                    out.set(0.75f, 0.72f, 0.65f);
                } else if (colour > 0) {
                    out.set(0.06f, colour == 1 ? 0.09f : 0.2f, colour == 1 ? 0.24f : 0.1f);
                }
            }
            case SIGN -> sign(look, u, y, z, out);
            case BARK -> out.scale(0.6f + 0.8f * Rand.noise(20 * (x + y), 4 * z, 9));
            case LEAF -> leaf(look, x, y, z, out);
            case PAINT -> paint(look, x, y, z, out);
            case TOP -> {
                out.colour(look.primary());
                out.scale(0.85f + 0.3f * Rand.noise(14 * y, 14 * z, look.seed()));
            }
            case TROUSERS -> out.colour(look.secondary());
            case FRAME, HELMET -> {
                if (m == Material.FRAME || (look.seed() & 1) == 0) {
                    out.colour(look.primary());
                }
            }
            case HAIR -> {
                if (look.seed() % 3 == 0) {
                    out.set(0.25f, 0.15f, 0.06f);
                }
            }
            case TRIM, METAL, LAMP, GLASS, TYRE, RIM, DARK, CARGO, SKIN, SHOES -> plainParts(m, x, z, out);
        }
    }

    private static void plainParts(Material m, float x, float z, Surface out) {
        if (m == Material.CARGO) {
            out.scale(frac(x * 0.8f) < 0.02f ? 0.75f : 0.93f + 0.12f * Rand.noise(x, z, 3));
        } else if (m == Material.METAL || m == Material.TRIM) {
            out.scale(0.88f + 0.24f * Rand.noise(3 * x, 3 * z, 4));
        }
    }

    private static float frac(float a) {
        return a - (float) Math.floor(a);
    }

    private static float length(float x, float y) {
        return (float) Math.sqrt(x * x + y * y);
    }

    private static void asphalt(float s, float d, float fine, Surface out) {
        float grain = 1 + fine * 0.34f * (Rand.cellNoise(60 * s, 60 * d, 1) - 0.5f);
        float track = 1 - 0.1f * Math.max(0, 1 - Math.abs(Math.abs(Math.abs(d) - 1.7f) - 0.75f) / 0.3f);
        float patch = 0.82f + 0.36f * Rand.noise(0.5f * s, 0.8f * d, 2);
        float worn = 0.75f + 0.25f * Rand.noise(5 * s, 5 * d, 3);
        float side = Math.abs(d);
        boolean white = side < 0.07f && frac(s / 6) < 0.5f
                || Math.abs(side - 3.4f) < 0.06f
                || Math.abs(side - 4.9f) < 0.05f && frac(s / 1.5f) < 0.67f;
        double zebra = StreetChunk.crossing((int) Math.floor(s / Street.CHUNK));
        if (Math.abs(s - zebra) < 1.8) {
            white = frac(d + 0.25f) < 0.5f;
        } else if (Math.abs(Math.abs(s - zebra) - 3.1) < 0.17 && side < 3.3f) {
            white = s < zebra ? d < -0.1f : d > 0.1f;
        }
        if (white) {
            out.set(0.62f * worn, 0.62f * worn, 0.59f * worn);
        } else if (side > 3.4f && side < 4.9f) {
            out.set(0.20f * patch, 0.075f * patch, 0.06f * patch);
            out.scale(grain);
        } else {
            out.scale(grain * track * patch);
            float manhole = length(frac(s / 37) * 37 - 9, d - 1.1f);
            if (manhole < 0.34f) {
                out.scale(manhole > 0.3f ? 0.4f : 0.7f);
            }
        }
    }

    private static void paving(float s, float d, float fine, Surface out) {
        float row = (float) Math.floor(d / 0.4f);
        float along = s / 0.6f + 0.5f * (((int) row) & 1);
        boolean joint = frac(along) < 0.025f || frac(d / 0.4f) < 0.035f;
        out.scale((joint ? 1 - 0.45f * fine : 1) * (0.82f + 0.3f * Rand.cellNoise(along, row, 11))
                * (0.85f + 0.25f * Rand.noise(0.7f * s, 0.7f * d, 12)));
    }

    private static void bricks(float u, float v, float fine, Surface out) {
        float row = (float) Math.floor(v / 0.08f);
        float along = u / 0.24f + 0.5f * (((int) row) & 1);
        if (frac(along) < 0.06f || frac(v / 0.08f) < 0.15f) {
            out.set(0.33f + 0.15f * fine * 0.3f, 0.24f + 0.06f * fine, 0.2f + 0.07f * fine);
            float f = 1 - fine;
            out.set(out.red * (1 - f) + 0.32f * f, out.green * (1 - f) + 0.14f * f, out.blue * (1 - f) + 0.1f * f);
        } else {
            out.scale(1 + fine * 0.7f * (Rand.cellNoise(along, row, 21) - 0.5f));
        }
        out.scale(0.85f + 0.3f * Rand.noise(0.4f * u, 0.5f * v, 22));
    }

    private static void plaster(float u, float v, Surface out) {
        float house = Rand.cellNoise(u / 13.333f, 0, 31);
        out.set(out.red * (0.85f + 0.25f * house), out.green * (1.05f - 0.2f * house),
                out.blue * (1.25f - 0.6f * house));
        float streak = Rand.noise(2.5f * u, 0.25f * v, 32);
        out.scale((0.84f + 0.2f * streak) * (0.93f + 0.14f * Rand.noise(4 * u, 4 * v, 33)) * (v < 0.9f ? 0.72f : 1));
    }

    private static void blocks(float u, float v, float fine, Surface out) {
        float row = (float) Math.floor(v / 0.45f);
        float along = u / 0.9f + 0.5f * (((int) row) & 1);
        boolean joint = frac(along) < 0.02f || frac(v / 0.45f) < 0.035f;
        out.scale((joint ? 1 - 0.4f * fine : 1) * (0.85f + 0.25f * Rand.cellNoise(along, row, 41))
                * (0.9f + 0.2f * Rand.noise(3 * u, 3 * v, 42)));
    }

    private static void window(float u, float v, Surface out) {
        float id = (float) Math.floor(u / 4);
        float a = u - 4 * id;
        if (a < 0.07f || a > 0.93f || v < 0.05f || v > 0.95f || Math.abs(a - 0.5f) < 0.035f
                || Math.abs(v - 0.66f) < 0.02f) {
            out.set(0.68f, 0.67f, 0.64f);
            out.mirror = 0;
        } else if (Rand.cellNoise(id, 3, 51) < 0.35f && v > 0.98f - 0.8f * Rand.cellNoise(id, 5, 52)) {
            out.set(0.42f, 0.4f, 0.36f);
        } else if (Rand.cellNoise(id, 7, 53) < 0.3f && (a < 0.25f || a > 0.75f)) {
            out.set(0.3f, 0.22f, 0.18f);
        }
    }

    private static void shop(float u, float v, Surface out) {
        float id = (float) Math.floor(u / 4);
        float a = u - 4 * id;
        if (a < 0.03f || a > 0.97f || v < 0.04f || v > 0.86f) {
            out.set(0.1f, 0.14f + 0.1f * Rand.cellNoise(id, 1, 61), 0.13f);
            out.mirror = 0.01f;
        } else if (v < 0.5f && Rand.cellNoise(a * 5 + id, v * 5, 62) > 0.45f) {
            float hue = Rand.cellNoise(a * 5 + id, v * 5, 63);
            out.set(0.3f * hue, 0.18f, 0.3f * (1 - hue));
        } else {
            out.set(0.16f, 0.13f, 0.09f);
        }
    }

    private static void door(float u, float v, Surface out) {
        float id = (float) Math.floor(u / 4);
        float a = u - 4 * id;
        int kind = (int) (3.99f * Rand.cellNoise(id, 1, 71));
        out.set(kind == 0 ? 0.24f : 0.07f, kind == 1 ? 0.13f : 0.045f, kind == 2 ? 0.14f : 0.03f);
        if (v > 0.8f) {
            out.set(0.05f, 0.06f, 0.07f);
        } else if (Math.abs(Math.abs(a - 0.5f) - 0.25f) < 0.17f && frac(v * 2.6f) > 0.15f) {
            out.scale(0.7f);
        }
    }

    private static void sign(Look look, float u, float y, float z, Surface out) {
        out.colour(u > 0.74f ? look.primary() : look.secondary());
        if (Math.abs(y) < 0.035f && Math.abs(z - 2.48f) < 0.13f) {
            out.set(0.02f, 0.02f, 0.02f);
        }
    }

    private static void leaf(Look look, float x, float y, float z, Surface out) {
        float n = Rand.noise(3 * x + 2 * z, 3 * y + z, look.seed());
        float f = 0.55f + 0.9f * Rand.cellNoise(9 * x + 40, 9 * y + 7 * z, look.seed());
        out.set(out.red * (0.7f + 0.8f * n), out.green * (0.85f + 0.3f * n), out.blue);
        out.scale(f);
    }

    private static void paint(Look look, float x, float y, float z, Surface out) {
        out.colour(look.primary());
        float half = look.halfLength();
        if (half == 0) {
            return;
        }
        float side = Math.abs(y) / look.halfWidth();
        float wheel = Math.min(
                length(x - look.front(), z - look.wheel()), length(x - look.rear(), z - look.wheel()));
        boolean flank = side > 0.8f;
        float lights = look.halfWidth() > 1.1f ? 0.9f : 0.5f * look.wheel() + 0.5f;
        if (flank && wheel < look.wheel() + 0.06f || z < 0.29f) {
            out.set(0.015f, 0.015f, 0.015f);
            out.mirror = 0;
        } else if (x > half - 0.42f && side > 0.58f && Math.abs(z - lights) < 0.085f) {
            out.set(0.85f, 0.87f, 0.88f);
        } else if (x < 0.16f - half && side > 0.62f && Math.abs(z - lights - 0.17f) < 0.13f) {
            out.set(0.5f, 0.012f, 0.012f);
        } else if (Math.abs(x) > half - 0.14f && Math.abs(y) < 0.26f && Math.abs(z - 0.5f) < 0.06f) {
            out.set(0.8f, 0.8f, x < 0 ? 0.25f : 0.75f);
        } else if (x > half - 0.2f && side < 0.55f && z < lights + 0.04f && z > 0.3f) {
            out.set(0.02f, 0.02f, 0.02f);
        } else if (flank && z > 0.32f && z < 1.1f && half < 3) {
            float door = Math.min(Math.abs(x - 0.75f), Math.min(Math.abs(x + 0.25f), Math.abs(x + 1.15f)));
            if (door < 0.012f) {
                out.scale(0.3f);
            } else if (Math.abs(z - 0.82f) < 0.02f && Math.min(Math.abs(x), Math.abs(x + 0.95f)) < 0.11f) {
                out.scale(0.4f);
            }
        }
    }
}

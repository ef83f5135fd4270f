package plumbline.qa.simulate;

import java.util.Arrays;

/** The light on what a ray hits: sun and its shadow, sky, the street's own light, mirroring, haze. */
final class Shading {
    /** Whether the sun lies on a surface: it faces away or there is none, it does, something stands between. */
    static final byte AWAY = 0;

    static final byte LIT = 1;
    static final byte DARK = 2;

    /** One thread's rays, its last colour (linear, sky about 1), and what it may expect of its next ray. */
    static final class Scratch {
        final Ray ray = new Ray();
        final Ray local = new Ray();
        final Ray shadow = new Ray();
        final Textures.Surface surface = new Textures.Surface();
        float red;
        float green;
        float blue;
        byte sun;
        int expectedInstance = HitMap.MIXED;
        int expectedTriangle = -1;
        byte expectedSun = AWAY;
        /** What stood before the sun last: often it still does. */
        private int occluder = -1;

        private int occluderTriangle;

        void expectNothing() {
            expectedInstance = HitMap.MIXED;
            expectedTriangle = -1;
            expectedSun = AWAY;
        }
    }

    private static final float SUN_X = -0.46f;
    private static final float SUN_Y = 0.44f;
    private static final float SUN_Z = 0.771f;

    private final Snapshot snapshot;
    private final Instance[] vehicles;
    /** Their places, x and y in turn: most are too far away, which shows without a look at each. */
    private final float[] places;

    Shading(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.vehicles = Arrays.stream(snapshot.instances)
                .filter(i -> i.look.halfLength() > 0)
                .toArray(Instance[]::new);
        this.places = new float[2 * vehicles.length];
        for (int i = 0; i < vehicles.length; i++) {
            places[2 * i] = vehicles[i].x;
            places[2 * i + 1] = vehicles[i].y;
        }
    }

    private boolean cast(Scratch s) {
        if (s.expectedInstance == HitMap.SKY) {
            return false;
        }
        if (s.expectedInstance >= 0 && s.expectedTriangle >= 0
                && snapshot.castAt(s.expectedInstance, s.expectedTriangle, s.ray, s.local)) {
            return true;
        }
        return snapshot.cast(s.ray, s.local, false);
    }

    /** Casts {@code s.ray} and writes the colour that comes back along it. */
    void look(Scratch s) {
        Ray ray = s.ray;
        s.sun = AWAY;
        if (!cast(s)) {
            sky(ray.dx, ray.dy, ray.dz, s);
            return;
        }
        Instance hit = snapshot.instances[ray.instance];
        Mesh mesh = hit.mesh;
        int tri = ray.triangle;
        float u = ray.u;
        float v = ray.v;
        float distance = ray.t;
        float w = 1 - u - v;
        float[] n = mesh.normal;
        int b = 9 * tri;
        float lx = w * n[b] + u * n[b + 3] + v * n[b + 6];
        float ly = w * n[b + 1] + u * n[b + 4] + v * n[b + 7];
        float lz = w * n[b + 2] + u * n[b + 5] + v * n[b + 8];
        float length = (float) Math.sqrt(lx * lx + ly * ly + lz * lz) + 1e-12f;
        float nx = (hit.cos * lx - hit.sin * ly) / length;
        float ny = (hit.sin * lx + hit.cos * ly) / length;
        float nz = lz / length;
        if (nx * ray.dx + ny * ray.dy + nz * ray.dz > 0) {
            nx = -nx;
            ny = -ny;
            nz = -nz;
        }
        float x = ray.ox + distance * ray.dx;
        float y = ray.oy + distance * ray.dy;
        float z = ray.oz + distance * ray.dz;
        Material m = Material.ALL[mesh.material[tri]];
        surface(hit, m, u, v, tri, x, y, z, distance, s.surface);
        float sun = sun(s, m, nx, ny, nz, x, y, z);
        float open = m.classification == 2 ? contact(x, y) : wallOpen(m, z);
        float up = 0.5f + 0.5f * nz;
        float skyLight = open * (0.16f + 0.26f * up);
        float bounce = open * 0.13f * (1 - up);
        s.red = s.surface.red * (2.15f * sun + skyLight * 0.86f + bounce * 1.05f);
        s.green = s.surface.green * (2.0f * sun + skyLight + bounce * 0.95f);
        s.blue = s.surface.blue * (1.72f * sun + skyLight * 1.25f + bounce * 0.85f);
        if (s.surface.mirror > 0) {
            mirror(s, nx, ny, nz, sun);
        }
        haze(s, distance);
    }

    private static void surface(
            Instance hit, Material m, float u, float v, int tri, float x, float y, float z, float distance,
            Textures.Surface out) {
        float w = 1 - u - v;
        float[] uv = hit.mesh.uv;
        int c = 6 * tri;
        float tu = w * uv[c] + u * uv[c + 2] + v * uv[c + 4];
        float tv = w * uv[c + 1] + u * uv[c + 3] + v * uv[c + 5];
        float rx = x - hit.x;
        float ry = y - hit.y;
        Textures.at(
                m, hit.look, tu, tv, hit.cos * rx + hit.sin * ry, -hit.sin * rx + hit.cos * ry, z - hit.z, distance,
                        out);
    }

    /** Fills {@code out} for the hit that a ray has; for the lidar, which has no light of its own to compute. */
    void surface(Ray ray, Textures.Surface out) {
        Instance hit = snapshot.instances[ray.instance];
        surface(
                hit, Material.ALL[hit.mesh.material[ray.triangle]], ray.u, ray.v, ray.triangle,
                ray.ox + ray.t * ray.dx - hit.vx * ray.seconds, ray.oy + ray.t * ray.dy - hit.vy * ray.seconds,
                ray.oz + ray.t * ray.dz, ray.t, out);
    }

    private float sun(Scratch s, Material m, float nx, float ny, float nz, float x, float y, float z) {
        float facing = nx * SUN_X + ny * SUN_Y + nz * SUN_Z;
        if (m == Material.LEAF) {
            // Leaves let light through: half of it counts from behind.
            facing = 0.35f + 0.65f * Math.abs(facing);
        }
        if (facing <= 0) {
            return 0;
        }
        boolean known = s.expectedSun != AWAY && s.expectedInstance == s.ray.instance;
        s.sun = known ? s.expectedSun : shadowed(s, x + 0.01f * nx, y + 0.01f * ny, z + 0.01f * nz) ? DARK : LIT;
        return s.sun == DARK ? (m == Material.LEAF ? 0.16f * facing : 0) : facing;
    }

    private boolean shadowed(Scratch s, float x, float y, float z) {
        Ray ray = s.shadow;
        ray.from(x, y, z).towards(SUN_X, SUN_Y, SUN_Z, 60);
        if (s.occluder >= 0 && snapshot.castAt(s.occluder, s.occluderTriangle, ray, s.local)) {
            return true;
        }
        boolean dark = snapshot.cast(ray, s.local, true);
        if (dark) {
            s.occluder = ray.instance;
            s.occluderTriangle = ray.triangle;
        }
        return dark;
    }

    /** How open the sky is above the road: darker under and beside vehicles. */
    private float contact(float x, float y) {
        float open = 1;
        for (int i = 0; i < vehicles.length; i++) {
            float rx = x - places[2 * i];
            float ry = y - places[2 * i + 1];
            if (rx * rx + ry * ry > 64) {
                continue;
            }
            Instance c = vehicles[i];
            float dx = Math.abs(c.cos * rx + c.sin * ry) - c.look.halfLength() + 0.15f;
            float dy = Math.abs(c.cos * ry - c.sin * rx) - c.look.halfWidth() + 0.15f;
            if (dx < 1.2f && dy < 1.2f) {
                float out = length(Math.max(dx, 0), Math.max(dy, 0));
                float inside = Math.min(0, Math.max(dx, dy));
                open = Math.min(open, Math.clamp(0.45f + 0.5f * out + 0.7f * inside, 0.06f, 1f));
            }
        }
        return open;
    }

    private static float length(float x, float y) {
        return (float) Math.sqrt(x * x + y * y);
    }

    private static float wallOpen(Material m, float z) {
        return m.classification == 6 ? Math.clamp(0.6f + 0.035f * z, 0.5f, 1f) : Math.clamp(0.62f + 0.3f * z, 0.5f, 1f);
    }

    private void mirror(Scratch s, float nx, float ny, float nz, float sun) {
        Ray ray = s.ray;
        float facing = -(nx * ray.dx + ny * ray.dy + nz * ray.dz);
        float r0 = s.surface.mirror;
        float away = 1 - Math.clamp(facing, 0f, 1f);
        float f = r0 + (0.85f - r0) * away * away * away * away * away;
        float rx = ray.dx + 2 * facing * nx;
        float ry = ray.dy + 2 * facing * ny;
        float rz = ray.dz + 2 * facing * nz;
        float shine = sun > 0 ? (float) Math.pow(Math.max(0, rx * SUN_X + ry * SUN_Y + rz * SUN_Z), 220) * 9 : 0;
        float red = s.red;
        float green = s.green;
        float blue = s.blue;
        if (rz > 0.02f) {
            // Across the street stand houses; the sky shows above them.
            float along = Math.abs(ry);
            float blend = Math.clamp((rz - 0.1f - 0.5f * along) * 5f, 0f, 1f);
            sky(rx, ry, rz, s);
            s.red = s.red * blend + 0.24f * (1 - blend);
            s.green = s.green * blend + 0.215f * (1 - blend);
            s.blue = s.blue * blend + 0.19f * (1 - blend);
        } else {
            s.red = 0.11f;
            s.green = 0.11f;
            s.blue = 0.115f;
        }
        s.red = red * (1 - f) + f * (s.red + shine);
        s.green = green * (1 - f) + f * (s.green + shine);
        s.blue = blue * (1 - f) + f * (s.blue + shine * 0.9f);
    }

    private static void sky(float dx, float dy, float dz, Scratch s) {
        float h = Math.clamp(dz, 0f, 1f);
        float t = (float) Math.pow(h, 0.55);
        s.red = 0.80f - 0.62f * t;
        s.green = 0.88f - 0.52f * t;
        s.blue = 0.98f - 0.22f * t;
        if (dz > 0.04f) {
            float px = dx / (dz + 0.15f);
            float py = dy / (dz + 0.15f);
            float c = 0.55f * Rand.noise(1.1f * px + 9, 1.6f * py, 91) + 0.3f * Rand.noise(2.7f * px, 3.6f * py, 92)
                    + 0.15f * Rand.noise(7 * px, 8 * py, 93);
            float cloud = Math.clamp((c - 0.52f) * 4.5f, 0f, 1f) * Math.clamp((dz - 0.04f) * 6, 0f, 1f) * 0.75f;
            s.red += (1.08f - s.red) * cloud;
            s.green += (1.07f - s.green) * cloud;
            s.blue += (1.06f - s.blue) * cloud;
        }
    }

    private static void haze(Scratch s, float distance) {
        float f = 1 - (float) Math.exp(-distance * 0.0021f);
        s.red += (0.62f - s.red) * f;
        s.green += (0.70f - s.green) * f;
        s.blue += (0.80f - s.blue) * f;
    }
}

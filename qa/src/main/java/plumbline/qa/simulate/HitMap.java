package plumbline.qa.simulate;

/**
 * What each pixel's ray met: object, triangle and whether the sun lies on it. Where the neighbours of a pixel agree,
 * a ray between them is tried on their triangle first and takes over their shadow. A pixel's neighbours must be known
 * before it is asked for; different rows may be written by different threads.
 */
final class HitMap {
    /** Instead of an instance: the ray met nothing; the lens has no ray there; neighbours differ. */
    static final int SKY = -1;

    static final int BLIND = -2;
    static final int MIXED = -3;

    private final int width;
    private final int height;
    private final int[] instance;
    private final int[] triangle;
    private final byte[] sun;

    HitMap(int width, int height) {
        this.width = width;
        this.height = height;
        instance = new int[width * height];
        triangle = new int[width * height];
        sun = new byte[width * height];
    }

    void keepBlind(int at) {
        instance[at] = BLIND;
    }

    void keep(int at, Shading.Scratch s) {
        instance[at] = s.ray.instance;
        triangle[at] = s.ray.triangle;
        sun[at] = s.sun;
    }

    /** Has the scratch expect what the four neighbours met; with {@code self}, the pixel itself must agree too. */
    void expect(int x, int y, boolean self, Shading.Scratch s) {
        s.expectNothing();
        if (x == 0 || y == 0 || x == width - 1 || y == height - 1) {
            return;
        }
        int at = y * width + x;
        int first = instance[at - 1];
        if (first != instance[at + 1] || first != instance[at - width] || first != instance[at + width]
                || self && first != instance[at]) {
            return;
        }
        s.expectedInstance = first;
        int part = triangle[at - 1];
        if (part == triangle[at + 1] && part == triangle[at - width] && part == triangle[at + width]
                && (!self || part == triangle[at])) {
            s.expectedTriangle = part;
        }
        byte light = sun[at - 1];
        if (light == sun[at + 1] && light == sun[at - width] && light == sun[at + width]
                && (!self || light == sun[at])) {
            s.expectedSun = light;
        }
    }
}

package plumbline.qa.simulate;

/**
 * What makes one thing differ from another of the same mesh: two colours (0xRRGGBB, sRGB), a seed for its texture,
 * and for a vehicle the half length, half width and the wheels (front x, rear x, radius) in metres that its paint is
 * laid around.
 */
record Look(
        int primary, int secondary, int seed, float halfLength, float halfWidth, float front, float rear, float wheel) {
    static Look plain(int seed) {
        return new Look(0x808080, 0x404040, seed, 0, 0, 0, 0, 0);
    }

    static float linear(int colour, int shift) {
        float c = ((colour >> shift) & 255) / 255f;
        return c * c * (0.3f + 0.7f * c);
    }
}

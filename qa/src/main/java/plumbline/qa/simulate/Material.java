package plumbline.qa.simulate;

/**
 * What a surface is made of: reflectance in linear red, green, blue (a thing's own paint replaces it where it has one),
 * how strongly it mirrors at a right angle, and the class its points have in the truth (ASPRS codes where one exists:
 * 2 ground, 5 vegetation, 6 building; from 64 on the product's own: 64 vehicle, 65 person, 66 cycle, 67 pole or sign).
 */
enum Material {
    ASPHALT(0.105f, 0.105f, 0.11f, 0, 2),
    KERB(0.40f, 0.39f, 0.37f, 0, 2),
    PAVING(0.27f, 0.255f, 0.235f, 0, 2),
    GRASS(0.10f, 0.17f, 0.045f, 0, 2),
    BRICK(0.33f, 0.13f, 0.085f, 0, 6),
    PLASTER(0.62f, 0.56f, 0.45f, 0, 6),
    STONE(0.45f, 0.42f, 0.37f, 0, 6),
    TRIM(0.72f, 0.70f, 0.66f, 0, 6),
    WINDOW(0.035f, 0.045f, 0.055f, 0.09f, 6),
    SHOP(0.05f, 0.05f, 0.05f, 0.07f, 6),
    DOOR(0.16f, 0.07f, 0.035f, 0.02f, 6),
    ROOF(0.22f, 0.09f, 0.06f, 0, 6),
    AWNING(0.45f, 0.07f, 0.06f, 0, 6),
    METAL(0.17f, 0.18f, 0.185f, 0.04f, 67),
    LAMP(0.85f, 0.84f, 0.78f, 0.03f, 67),
    SIGN(0.7f, 0.7f, 0.7f, 0.02f, 67),
    BARK(0.135f, 0.095f, 0.065f, 0, 5),
    LEAF(0.095f, 0.19f, 0.035f, 0, 5),
    PAINT(0.5f, 0.5f, 0.5f, 0.05f, 64),
    GLASS(0.02f, 0.025f, 0.03f, 0.09f, 64),
    TYRE(0.022f, 0.022f, 0.023f, 0, 64),
    RIM(0.2f, 0.205f, 0.21f, 0.08f, 64),
    DARK(0.025f, 0.025f, 0.027f, 0.02f, 64),
    CARGO(0.78f, 0.78f, 0.76f, 0.01f, 64),
    SKIN(0.56f, 0.35f, 0.25f, 0, 65),
    HAIR(0.05f, 0.032f, 0.02f, 0, 65),
    TOP(0.4f, 0.1f, 0.1f, 0, 65),
    TROUSERS(0.06f, 0.08f, 0.16f, 0, 65),
    SHOES(0.03f, 0.026f, 0.023f, 0, 65),
    HELMET(0.75f, 0.75f, 0.72f, 0.03f, 66),
    FRAME(0.5f, 0.05f, 0.04f, 0.05f, 66);

    static final Material[] ALL = values();

    final float red;
    final float green;
    final float blue;
    final float mirror;
    final int classification;

    Material(float red, float green, float blue, float mirror, int classification) {
        this.red = red;
        this.green = green;
        this.blue = blue;
        this.mirror = mirror;
        this.classification = classification;
    }

    boolean glass() {
        return this == WINDOW || this == SHOP || this == GLASS;
    }
}

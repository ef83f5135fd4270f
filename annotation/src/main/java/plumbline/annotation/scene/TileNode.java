package plumbline.annotation.scene;

/**
 * What is known of a tile without reading it: its points, its bytes on disk, and by {@code childMask} which of its eight
 * children there are (bit i for {@link TileKey#child child(i)}). A tile of no points still leads to its children.
 */
public record TileNode(TileKey key, int points, int bytes, int childMask) {
    public boolean has(int octant) {
        return (childMask >> octant & 1) == 1;
    }
}

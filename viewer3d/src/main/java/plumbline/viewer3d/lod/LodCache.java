package plumbline.viewer3d.lod;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.scene.TileKey;
import plumbline.annotation.scene.TileNode;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;

/** Tiles ready to be drawn, up to a number of bytes; the ones not asked for the longest go first. Not for several threads. */
final class LodCache {
    private static final long BYTES_PER_POINT = 16;

    private record Held(TileNode node, PointLayer layer, long bytes) {}

    private final long most;
    private final Map<TileKey, Held> held = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    LodCache(long most) {
        this.most = most;
    }

    /** As it is now: a tile that has changed since it was loaded is not given. */
    Optional<PointLayer> get(TileNode node) {
        Held h = held.get(node.key());
        return h == null || !h.node().equals(node) ? Optional.empty() : Optional.of(h.layer());
    }

    /** What was loaded for this place, be it of a state that is no more. */
    Optional<PointLayer> anyOf(TileKey key) {
        Held h = held.get(key);
        return h == null ? Optional.empty() : Optional.of(h.layer());
    }

    void put(TileNode node, PointLayer layer) {
        remove(node.key());
        Held h = new Held(node, layer, BYTES_PER_POINT * layer.points().size() + 200);
        held.put(node.key(), h);
        bytes += h.bytes();
    }

    private void remove(TileKey key) {
        Held old = held.remove(key);
        if (old != null) {
            bytes -= old.bytes();
        }
    }

    /** Drops the oldest; those asked for last stay even where they alone are too many. */
    void trim(int keepNewest) {
        while (bytes > most && held.size() > keepNewest) {
            remove(held.keySet().iterator().next());
        }
    }

    long bytes() {
        return bytes;
    }

    void clear() {
        held.clear();
        bytes = 0;
    }
}

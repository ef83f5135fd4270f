package plumbline.storage.tile;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import plumbline.storage.format.AtomicFile;
import plumbline.storage.format.FormatException;

/** {@code index.bin}: which tiles there are and where. Entries name their file by its place in {@code files}. */
record TileIndex(List<String> files, List<TileEntry> entries) {
    private static final int MAGIC = 0x49544C50;
    private static final int VERSION = 1;
    private static final int HEAD = 24;

    void write(Path file) throws IOException {
        List<byte[]> names = files.stream().map(n -> n.getBytes(StandardCharsets.UTF_8)).toList();
        int size = names.stream().mapToInt(n -> 2 + n.length).sum();
        ByteBuffer out = ByteBuffer.allocate(
                        Math.addExact(HEAD + size, Math.multiplyExact(entries.size(), TileEntry.BYTES)))
                .order(ByteOrder.LITTLE_ENDIAN);
        out.position(HEAD);
        names.forEach(n -> out.putShort((short) n.length).put(n));
        entries.forEach(e -> e.write(out));
        int sum = TileFile.sum(java.util.Arrays.copyOfRange(out.array(), HEAD, out.capacity()));
        out.putInt(0, MAGIC).putInt(4, VERSION).putLong(8, entries.size()).putInt(16, files.size()).putInt(20, sum);
        AtomicFile.write(file, out.array());
    }

    static TileIndex read(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            if (in.size() < HEAD || in.size() > Integer.MAX_VALUE - 64) {
                throw new FormatException(file.toString(), "byte 0", "not an index of tiles");
            }
            ByteBuffer all = TileFile.read(in, 0, (int) in.size());
            long n = all.getLong(8);
            int files = all.getInt(16);
            int sum = TileFile.sum(java.util.Arrays.copyOfRange(all.array(), HEAD, all.limit()));
            if (all.getInt(0) != MAGIC || all.getInt(4) != VERSION || all.getInt(20) != sum || files < 0
                    || n < 0 || n > (all.limit() - HEAD) / TileEntry.BYTES) {
                throw new FormatException(
                        file.toString(), "byte 0", "the index of the tiles is cut or damaged; build the tiles again");
            }
            all.position(HEAD);
            List<String> names = new ArrayList<>();
            for (int i = 0; i < files; i++) {
                byte[] name = new byte[all.getShort() & 0xFFFF];
                all.get(name);
                String s = new String(name, StandardCharsets.UTF_8);
                if (!s.matches("(top|\\d+-\\d+-\\d+-\\d+)\\.bin")) {
                    throw new FormatException(file.toString(), "byte " + all.position(), "no name of a tile file: " + s);
                }
                names.add(s);
            }
            List<TileEntry> entries = new ArrayList<>((int) n);
            for (int i = 0; i < n; i++) {
                TileEntry e = TileEntry.read(all, file.toString());
                if (e.file() < 0 || e.file() >= files) {
                    throw new FormatException(file.toString(), "byte " + all.position(), "a tile in no file");
                }
                entries.add(e);
            }
            return new TileIndex(names, entries);
        } catch (BufferUnderflowException e) {
            throw new FormatException(file.toString(), "", "the index of the tiles ends too early; build the tiles again", e);
        }
    }
}

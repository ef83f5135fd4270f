package plumbline.storage.access;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandleProxies;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import plumbline.storage.project.StorageException;

/**
 * The Credential Manager of Windows, through {@code CredReadW}, {@code CredWriteW} and {@code CredDeleteW} of advapi32: generic
 * credentials of this person on this computer, which Windows seals with the person's login (DPAPI).
 */
final class WindowsCredentials implements Keyring {
    private static final int GENERIC = 1;
    private static final int ON_THIS_COMPUTER = 2;
    /** Of CREDENTIALW with 64-bit pointers: its size, and where type, name, blob size, blob, persistence and user stand. */
    private static final int SIZE = 80;
    private static final int TYPE = 4;
    private static final int TARGET = 8;
    private static final int BLOB_SIZE = 32;
    private static final int BLOB = 40;
    private static final int PERSIST = 48;
    private static final int USER = 72;
    private static final int MOST_BYTES = 2560;

    @Override
    public String name() {
        return "the Credential Manager";
    }

    @Override
    public boolean there() {
        return true;
    }

    /** {@code BOOL CredReadW(LPCWSTR, DWORD, DWORD, PCREDENTIALW *)}. */
    public interface Read {
        int read(MemorySegment target, int type, int flags, MemorySegment found);
    }

    /** {@code BOOL CredWriteW(PCREDENTIALW, DWORD)}. */
    public interface Write {
        int write(MemorySegment credential, int flags);
    }

    /** {@code BOOL CredDeleteW(LPCWSTR, DWORD, DWORD)}. */
    public interface Delete {
        int delete(MemorySegment target, int type, int flags);
    }

    /** {@code void CredFree(PVOID)}. */
    public interface Free {
        void free(MemorySegment buffer);
    }

    private static <T> T function(Class<T> type, Arena arena, String name, FunctionDescriptor as) {
        SymbolLookup library = SymbolLookup.libraryLookup("advapi32", arena);
        return MethodHandleProxies.asInterfaceInstance(type, Linker.nativeLinker().downcallHandle(library.findOrThrow(name), as));
    }

    private static MemorySegment wide(Arena arena, String text) {
        return arena.allocateFrom(text, StandardCharsets.UTF_16LE);
    }

    private static String target(String account) {
        return SERVICE + "/" + account;
    }

    @Override
    public Optional<String> find(String account) {
        try (Arena arena = Arena.ofConfined()) {
            Read read = function(Read.class, arena, "CredReadW", FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
            Free free = function(Free.class, arena, "CredFree", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
            MemorySegment found = arena.allocate(ValueLayout.ADDRESS);
            if (read.read(wide(arena, target(account)), GENERIC, 0, found) == 0) {
                return Optional.empty();
            }
            MemorySegment credential = found.get(ValueLayout.ADDRESS, 0).reinterpret(SIZE);
            int size = Math.clamp(credential.get(ValueLayout.JAVA_INT, BLOB_SIZE), 0, MOST_BYTES);
            byte[] secret = credential.get(ValueLayout.ADDRESS, BLOB).reinterpret(size).toArray(ValueLayout.JAVA_BYTE);
            free.free(found.get(ValueLayout.ADDRESS, 0));
            return Optional.of(new String(secret, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void put(String account, String secret) {
        try (Arena arena = Arena.ofConfined()) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            MemorySegment credential = arena.allocate(SIZE, 8);
            credential.set(ValueLayout.JAVA_INT, TYPE, GENERIC);
            credential.set(ValueLayout.ADDRESS, TARGET, wide(arena, target(account)));
            credential.set(ValueLayout.JAVA_INT, BLOB_SIZE, bytes.length);
            credential.set(ValueLayout.ADDRESS, BLOB, arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes));
            credential.set(ValueLayout.JAVA_INT, PERSIST, ON_THIS_COMPUTER);
            credential.set(ValueLayout.ADDRESS, USER, wide(arena, account));
            Write write = function(Write.class, arena, "CredWriteW", FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
            if (write.write(credential, 0) == 0) {
                throw new StorageException(name() + " did not take the key. Nothing was changed.");
            }
        }
    }

    @Override
    public void remove(String account) {
        try (Arena arena = Arena.ofConfined()) {
            Delete delete = function(Delete.class, arena, "CredDeleteW", FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            delete.delete(wide(arena, target(account)), GENERIC, 0);
        }
    }
}

package plumbline.storage.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import plumbline.storage.format.AtomicFile;
import plumbline.storage.project.StorageException;

/**
 * The signing key of one person on one computer, wherever it is kept: in the system's keyring, in a file sealed by a password,
 * or in a file for its owner alone; always outside of projects. Asked for once and then kept in memory. Safe for several
 * threads. Throws {@link StorageException} where the key cannot be had; then nothing was signed.
 */
public final class SigningKeys {
    /** Names the account in the keyring: a file with the public key, so that it is known without asking. */
    private static final String IN_KEYRING = "signing.keyring";

    /** Where the key is. */
    public enum Place {
        NOWHERE,
        FILE,
        PASSWORD,
        KEYRING
    }

    private final Path folder;
    private final Keyring keyring;
    private final boolean newOnesInKeyring;
    private final Supplier<Optional<String>> password;
    private Optional<KeyFile> known = Optional.empty();

    /** {@code password} is asked where the key is sealed by one. */
    public SigningKeys(Path folder, Keyring keyring, boolean newOnesInKeyring, Supplier<Optional<String>> password) {
        this.folder = folder;
        this.keyring = keyring;
        this.newOnesInKeyring = newOnesInKeyring;
        this.password = password;
    }

    public Keyring keyring() {
        return keyring;
    }

    /** Of several, as a move that was cut short leaves them, the last one in the order of {@link Place} stands. */
    public Place place() {
        return Files.exists(folder.resolve(IN_KEYRING)) ? Place.KEYRING
                : Files.exists(folder.resolve(SealedKey.FILE)) ? Place.PASSWORD
                        : Files.exists(folder.resolve(KeyFile.FILE)) ? Place.FILE : Place.NOWHERE;
    }

    /** X.509 SubjectPublicKeyInfo, without asking for anything; empty where there is no key yet. */
    public Optional<byte[]> publicKey() {
        Path file = folder.resolve(file(place()));
        try {
            return switch (place()) {
                case NOWHERE -> Optional.empty();
                case FILE -> Optional.of(KeyFile.in(folder).publicKey());
                case PASSWORD -> Optional.of(Base64.getDecoder().decode(SealedKey.publicLine(KeyFile.text(file))));
                case KEYRING -> Optional.of(Base64.getDecoder().decode(KeyFile.text(file).strip()));
            };
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(file, e);
        }
    }

    /** Made at the first use: in the keyring where new ones go there and it answers, otherwise in a file. */
    public synchronized KeyFile signer() {
        if (known.isEmpty()) {
            if (place() == Place.NOWHERE && newOnesInKeyring && keyring.there()) {
                makeInKeyring();
            }
            known = Optional.of(place() == Place.NOWHERE || place() == Place.FILE ? KeyFile.in(folder) : parsed(text()));
        }
        return known.get();
    }

    private void makeInKeyring() {
        try {
            toKeyring(KeyFile.fresh());
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(folder.resolve(IN_KEYRING), e);
        }
    }

    /** Puts the key elsewhere; it stays the same key. The old place is emptied once the new one has given it back. */
    public synchronized void move(Place to, Optional<String> newPassword) {
        Place from = place();
        String key = from == Place.NOWHERE ? made() : text();
        parsed(key);
        int length = newPassword.map(String::length).orElse(0);
        if (to == Place.PASSWORD && (length < Passwords.SHORTEST || length > Passwords.LONGEST)) {
            throw new IllegalArgumentException("A password has " + Passwords.SHORTEST + " to " + Passwords.LONGEST
                    + " characters. Nothing was changed.");
        }
        try {
            switch (to) {
                case NOWHERE -> throw new IllegalArgumentException("A key is kept in a file, by a password or in the keyring.");
                case FILE -> toFile(key);
                case PASSWORD -> AtomicFile.write(folder.resolve(SealedKey.FILE),
                        SealedKey.seal(key, newPassword.orElseThrow()).getBytes(StandardCharsets.UTF_8));
                case KEYRING -> toKeyring(key);
            }
            for (Place p : Place.values()) {
                if (p != to && p != Place.NOWHERE) {
                    empty(p, key);
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(folder.resolve(file(to)), e);
        }
        known = Optional.empty();
    }

    private String made() {
        try {
            return KeyFile.fresh();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is part of every Java", e);
        }
    }

    private void toKeyring(String key) throws IOException {
        String id = parsed(key).keyId();
        keyring.put(id, key.strip());
        if (!keyring.find(id).map(String::strip).equals(Optional.of(key.strip()))) {
            throw new StorageException(keyring.name() + " did not give back what was put into it. Nothing was changed.");
        }
        KeyFile.write(folder, folder.resolve(IN_KEYRING), key.lines().skip(1).findFirst().orElseThrow() + "\n");
    }

    private void toFile(String key) throws IOException, GeneralSecurityException {
        Path file = folder.resolve(KeyFile.FILE);
        KeyFile.write(folder, file, key);
        if (!KeyFile.text(file).equals(key)) {
            throw new StorageException("There is another key in " + file + ". Move it away and do it again; nothing was changed.");
        }
    }

    private void empty(Place p, String key) throws IOException {
        if (p == Place.KEYRING && Files.exists(folder.resolve(IN_KEYRING))) {
            keyring.remove(parsed(key).keyId());
        }
        if (Files.deleteIfExists(folder.resolve(file(p)))) {
            AtomicFile.forceFolder(folder);
        }
    }

    /** As it stands where it is kept now. */
    private String text() {
        Path file = folder.resolve(file(place()));
        try {
            return switch (place()) {
                case NOWHERE, FILE -> KeyFile.text(file);
                case PASSWORD -> opened(file);
                case KEYRING -> fromKeyring(file);
            };
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(file, e);
        }
    }

    private String opened(Path file) throws IOException, GeneralSecurityException {
        String given = password.get().orElseThrow(() -> new StorageException("The signing key " + file
                + " is sealed by a password, which nobody gave. Name a file that has it in PLUMBLINE_KEY_PASSWORD_FILE, or keep"
                + " the key elsewhere with \"plumbline key move\". Nothing was signed."));
        return SealedKey.open(KeyFile.text(file), given).orElseThrow(() -> new StorageException(
                "The password of the signing key " + file + " is another one. Nothing was signed."));
    }

    private String fromKeyring(Path file) throws IOException, GeneralSecurityException {
        byte[] publicKey = Base64.getDecoder().decode(KeyFile.text(file).strip());
        String account = KeyFile.idOf(publicKey);
        return keyring.find(account).map(k -> k.strip() + "\n").orElseThrow(() -> new StorageException(
                "The signing key " + account + " is not in " + keyring.name() + ", where " + file
                        + " says that it is. Unlock it, or move that file away and a new key is made. Nothing was signed."));
    }

    private KeyFile parsed(String text) {
        try {
            return KeyFile.parse(text);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(folder.resolve(file(place())), e);
        }
    }

    private static String file(Place p) {
        return switch (p) {
            case NOWHERE, FILE -> KeyFile.FILE;
            case PASSWORD -> SealedKey.FILE;
            case KEYRING -> IN_KEYRING;
        };
    }

    private static StorageException unusable(Path file, Exception e) {
        return new StorageException("The signing key " + file + " cannot be used: " + e.getMessage() + ". Nothing was signed.", e);
    }
}

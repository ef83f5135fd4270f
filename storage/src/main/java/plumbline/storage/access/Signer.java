package plumbline.storage.access;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;

/**
 * Signs for one person on one device with Ed25519 (RFC 8032). {@code keyId} is the first 16 hex digits of the SHA-256 of
 * the public key as X.509 SubjectPublicKeyInfo.
 */
public interface Signer {
    String keyId();

    /** X.509 SubjectPublicKeyInfo, DER. */
    byte[] publicKey();

    /** 64 bytes. */
    byte[] sign(byte[] message);

    /** False for a signature that is not of this message and key, and for bytes that are no key or no signature. */
    static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        try {
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(publicKey));
            Signature s = Signature.getInstance("Ed25519");
            s.initVerify(key);
            s.update(message);
            return s.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}

package plumbline.storage.project;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import plumbline.storage.access.Lockout;
import plumbline.storage.access.Passwords;

/**
 * Who has proved to be whom since the project was opened. Failures are counted in the project and slow the next try down; a
 * login and a failure are audit entries, without the secret.
 */
final class Logins {
    static final String LOGIN = "access.login";
    static final String FAILED = "access.failed";
    private static final Duration VISIT = Duration.ofMinutes(10);

    /** A visitor's proof, as a MAC with a key of this process: the slow hash is not worked out for every request. */
    private record Visit(byte[] mac, Instant until) {}

    private final AccessLog log;
    private final Function<String, Optional<AccessRows.Account>> accounts;
    private final Runnable changed;
    private final Map<String, Boolean> here = new ConcurrentHashMap<>();
    private final Map<String, Visit> visits = new ConcurrentHashMap<>();
    private final byte[] key = new byte[32];

    /** {@code accounts} finds one as it stands; {@code changed} runs after the counts in the project changed. */
    Logins(AccessLog log, Function<String, Optional<AccessRows.Account>> accounts, Runnable changed) {
        this.log = log;
        this.accounts = accounts;
        this.changed = changed;
        new SecureRandom().nextBytes(key);
    }

    AccessLog log() {
        return log;
    }

    boolean known(String user) {
        return here.containsKey(user);
    }

    /** After the account has changed a visitor proves it anew; who sits here and changed it stays. */
    void forget(String user) {
        visits.remove(user);
    }

    /** Empty where it succeeded, otherwise the sentence. */
    Optional<String> login(String name, String password, String purpose) {
        Optional<String> trouble = prove(name, password, purpose);
        if (trouble.isEmpty()) {
            here.put(name, true);
        }
        return trouble;
    }

    /** As {@link #login}, of somebody elsewhere; remembered for ten minutes. */
    Optional<String> visit(String name, String password, String purpose) {
        byte[] mac = mac(name, password);
        Visit known = visits.get(name);
        if (known != null && MessageDigest.isEqual(known.mac(), mac) && Instant.now().isBefore(known.until())) {
            return Optional.empty();
        }
        Optional<String> trouble = prove(name, password, purpose);
        if (trouble.isEmpty()) {
            visits.put(name, new Visit(mac, Instant.now().plus(VISIT)));
        }
        return trouble;
    }

    /** One at a time, so that tries at the same moment are each counted. An account that has gone is answered as a wrong one. */
    private synchronized Optional<String> prove(String name, String password, String purpose) {
        Optional<AccessRows.Account> found = accounts.apply(name).filter(a -> a.user().hasPassword());
        if (found.isEmpty()) {
            Passwords.matchesNobody(password);
            log.leaf(FAILED, name, Map.of("why", "no such user"));
            return Optional.of(wrong(name));
        }
        AccessRows.Account account = found.get();
        long now = Times.nanos(Instant.now());
        Duration wait = account.lockout().delay(now);
        if (!wait.isZero()) {
            log.leaf(FAILED, name, Map.of("why", "too many failures", "failures", account.lockout().failures()));
            return Optional.of("Too many failed logins of \"" + name + "\". Try again in "
                    + Math.max(1, wait.toSeconds()) + " s, or have an admin set another password. Nothing was done.");
        }
        boolean right = Passwords.matches(password, account.password());
        Lockout then = right ? Lockout.NONE : account.lockout().failed(now);
        log.write((c, trail) -> {
            if (!then.equals(account.lockout())) {
                AccessRows.put(c, new AccessRows.Account(account.user(), account.password(), then));
            }
            return right
                    ? trail.leaf(c, LOGIN, name, Map.of("purpose", purpose))
                    : trail.leaf(c, FAILED, name, Map.of("why", "wrong password", "failures", then.failures()));
        });
        changed.run();
        return right ? Optional.empty() : Optional.of(wrong(name));
    }

    private static String wrong(String name) {
        return "Name or password of \"" + name + "\" is wrong. Nothing was done.";
    }

    private byte[] mac(String name, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(name.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java", e);
        }
    }
}

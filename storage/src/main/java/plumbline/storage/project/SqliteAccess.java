package plumbline.storage.project;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import plumbline.storage.access.Access;
import plumbline.storage.access.Action;
import plumbline.storage.access.Decision;
import plumbline.storage.access.Lockout;
import plumbline.storage.access.Passwords;
import plumbline.storage.access.Policy;
import plumbline.storage.access.PolicyFile;
import plumbline.storage.access.Role;
import plumbline.storage.access.StoredPolicy;
import plumbline.storage.access.User;

/**
 * Users and policy of one copy, and the decisions for whoever opened it. What users and policy are is read once and again
 * after each change: only the process that holds the project's lock changes them.
 */
final class SqliteAccess implements Access {
    static final String DENIED = "access.denied";
    static final String USER_CHANGE = "user.change";
    static final String POLICY_CHANGE = "policy.change";

    /** Users and policy as they stand. */
    record Rights(Map<String, AccessRows.Account> accounts, StoredPolicy policy) {
        boolean open() {
            return accounts.isEmpty();
        }

        Optional<AccessRows.Account> find(String name) {
            return Optional.ofNullable(accounts.get(name));
        }
    }

    private final Store store;
    private final Actor actor;
    private final Logins logins;
    private volatile Optional<Rights> known = Optional.empty();

    SqliteAccess(Store store, Actor actor, AccessLog log) {
        this.store = store;
        this.actor = actor;
        this.logins = new Logins(log, name -> rights().find(name), this::forget);
    }

    private Rights rights() {
        Rights now = known.orElseGet(() -> store.db().read(c -> new Rights(AccessRows.accounts(c), AccessRows.policy(c))));
        known = Optional.of(now);
        return now;
    }

    private void forget() {
        known = Optional.empty();
    }

    // Who

    @Override
    public Standing standing() {
        Rights r = rights();
        if (r.open()) {
            return Standing.OWNER;
        }
        Optional<User> me = r.find(actor.user()).map(AccessRows.Account::user);
        if (me.isEmpty()) {
            return Standing.STRANGER;
        }
        if (me.get().disabled()) {
            return Standing.DISABLED;
        }
        return !me.get().hasPassword() || logins.known(actor.user()) ? Standing.KNOWN : Standing.LOGIN_NEEDED;
    }

    @Override
    public Set<Role> roles() {
        return rights().find(actor.user()).map(a -> a.user().roles()).orElse(Set.of());
    }

    // Decisions

    @Override
    public Decision decide(Action action, Optional<Hash> capture) {
        return decide(actor.user(), logins.known(actor.user()), action, capture.flatMap(this::about), actor.purpose());
    }

    @Override
    public Decision explain(String user, Action action, Optional<Hash> capture, String purpose) {
        return decide(user, true, action, capture.flatMap(this::about), purpose);
    }

    private Decision decide(
            String user, boolean loggedIn, Action action, Optional<Policy.About> about, String purpose) {
        Rights r = rights();
        if (r.open()) {
            return Decision.owner();
        }
        Optional<User> asks = r.find(user).map(AccessRows.Account::user);
        Decision d = r.policy().policy().decide(new Policy.Request(
                asks.map(User::roles).orElse(Set.of()), action, about, purpose));
        if (asks.isEmpty()) {
            return refused(d, Decision.UNKNOWN_USER, "\"" + user + "\" is no user of this project");
        }
        if (asks.get().disabled()) {
            return refused(d, Decision.DISABLED_USER, "the account \"" + user + "\" is disabled");
        }
        if (asks.get().hasPassword() && !loggedIn) {
            return refused(d, Decision.LOGIN, "\"" + user + "\" has not logged in");
        }
        return d;
    }

    private static Decision refused(Decision d, String rule, String why) {
        return new Decision(false, rule, why, Set.of(), d.grantors());
    }

    private Optional<Policy.About> about(Hash capture) {
        if (rights().open()) {
            return Optional.empty();
        }
        Governance g = store.db().read(c -> CaptureRows.require(c, capture)).governance();
        return Optional.of(new Policy.About(g.site(), g.region(), g.classification()));
    }

    /** Logs in with the password that the actor gives, the first time that one is needed. */
    private void enter() {
        Optional<AccessRows.Account> me = rights().find(actor.user());
        if (me.isPresent() && me.get().user().hasPassword() && !me.get().user().disabled() && !logins.known(actor.user())) {
            Optional<String> given = actor.password().get();
            if (given.isEmpty()) {
                deny(refused(
                        decide(actor.user(), true, Action.CAPTURE_READ, Optional.empty(), actor.purpose()), Decision.LOGIN,
                        "\"" + actor.user() + "\" has a password and it was not given"), "login", actor.user());
            }
            Optional<String> trouble = logins.login(actor.user(), given.orElseThrow(), actor.purpose());
            if (trouble.isPresent()) {
                throw new DeniedException(trouble.get(), refused(
                        decide(actor.user(), true, Action.CAPTURE_READ, Optional.empty(), actor.purpose()), Decision.LOGIN,
                        trouble.get()));
            }
        }
    }

    @Override
    public void require(Action action, Optional<Hash> capture) {
        if (rights().open()) {
            return;
        }
        enter();
        Decision d = decide(action, capture);
        if (!d.allowed()) {
            deny(d, action.id(), capture.map(Hash::hex).orElse(""));
        }
    }

    @Override
    public void requireEverywhere(Action action) {
        if (rights().open()) {
            return;
        }
        List<StoredCapture> all = store.db().read(CaptureRows::all);
        if (all.isEmpty()) {
            require(action, Optional.empty());
        }
        all.forEach(s -> require(action, Optional.of(s.hash())));
    }

    /** An import is judged by what is to be on record for the capture. */
    void requireImport(Governance g) {
        if (rights().open()) {
            return;
        }
        enter();
        Policy.About about = new Policy.About(g.site(), g.region(), g.classification());
        Decision d = decide(
                actor.user(), logins.known(actor.user()), Action.CAPTURE_IMPORT, Optional.of(about), actor.purpose());
        if (!d.allowed()) {
            deny(d, Action.CAPTURE_IMPORT.id(), "");
        }
    }

    /** Nobody accepts what they wrote themselves; without users there is nobody to tell apart. */
    void denyOwn(String label, String what) {
        deny(new Decision(false, Decision.OWN_LABEL, what, Set.of(), Set.of()), Action.LABEL_REVIEW.id(), label);
    }

    boolean separatesDuties() {
        return !rights().open();
    }

    private void deny(Decision d, String action, String object) {
        logins.log().leaf(DENIED, action, Map.of(
                "user", actor.user(), "object", object, "rule", d.rule(), "purpose", actor.purpose()));
        throw new DeniedException(d.sentence() + named(d) + " Nothing was done.", d);
    }

    /** The people who hold a role that can grant it. */
    private String named(Decision d) {
        List<String> names = rights().accounts().values().stream()
                .map(AccessRows.Account::user)
                .filter(u -> !u.disabled() && u.roles().stream().anyMatch(d.grantors()::contains))
                .map(User::name)
                .limit(5)
                .toList();
        return names.isEmpty() ? "" : " Ask " + String.join(", ", names) + ".";
    }

    @Override
    public Decision visitor(Optional<Credentials> who, Action action) {
        Rights r = rights();
        if (r.open()) {
            return Decision.owner();
        }
        String user = who.map(Credentials::user).orElse("");
        String purpose = who.map(Credentials::purpose).orElse("");
        boolean in = false;
        Optional<AccessRows.Account> account = r.find(user);
        Optional<String> password = who.flatMap(Credentials::password);
        if (password.isPresent() && (account.isEmpty() || account.get().user().hasPassword())) {
            Optional<String> trouble = logins.visit(user, password.get(), purpose);
            if (trouble.isPresent()) {
                return new Decision(false, Decision.LOGIN, trouble.get().replaceFirst("\\.$", ""), Set.of(), Set.of());
            }
            in = true;
        }
        List<Optional<Hash>> about = new ArrayList<>();
        store.db().read(CaptureRows::all).forEach(s -> about.add(Optional.of(s.hash())));
        if (about.isEmpty()) {
            about.add(Optional.empty());
        }
        for (Optional<Hash> capture : about) {
            // Over a network a name alone proves nothing.
            Decision d = account.isPresent() && !account.get().user().hasPassword()
                    ? new Decision(false, Decision.LOGIN, "\"" + user + "\" has no password, and a name alone proves nothing"
                            + " over a network", Set.of(), Set.of(Role.ADMIN))
                    : decide(user, in, action, capture.flatMap(this::about), purpose);
            if (!d.allowed()) {
                logins.log().leaf(DENIED, action.id(), Map.of(
                        "user", user, "object", capture.map(Hash::hex).orElse(""), "rule", d.rule(), "purpose", purpose));
                return d;
            }
        }
        return decide(user, in, action, about.getFirst().flatMap(this::about), purpose);
    }

    // Users

    @Override
    public List<User> users() {
        return rights().accounts().values().stream().map(AccessRows.Account::user).toList();
    }

    @Override
    public User add(String name, Set<Role> roles, Optional<String> password) {
        require(Action.USER_MANAGE, Optional.empty());
        if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@-]{0,99}")) {
            throw new IllegalArgumentException("A user's name has 1 to 100 letters, digits, spaces, dots, hyphens or @, and"
                    + " begins with a letter or digit. Nobody was added.");
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("A user has at least one role: " + String.join(", ", Role.words()) + ".");
        }
        User u = new User(name, roles, false, password.isPresent(), Instant.now(), actor.user());
        String hash = password.map(Passwords::hash).orElse("");
        return change("add", name, c -> {
            Map<String, AccessRows.Account> all = AccessRows.accounts(c);
            if (all.containsKey(name)) {
                throw new StorageException("\"" + name + "\" is a user already; nothing was changed.");
            }
            if (all.isEmpty() && !roles.contains(Role.ADMIN)) {
                throw new StorageException("The first user has to be an admin, or nobody could add a second one. Add \""
                        + name + "\" with the role admin; nothing was changed.");
            }
            return new AccessRows.Account(u, hash, Lockout.NONE);
        });
    }

    @Override
    public User setRoles(String name, Set<Role> roles) {
        require(Action.USER_MANAGE, Optional.empty());
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("A user has at least one role: " + String.join(", ", Role.words()) + ".");
        }
        return change("role", name, c -> {
            AccessRows.Account a = existing(c, name);
            User u = a.user();
            return new AccessRows.Account(
                    new User(name, roles, u.disabled(), u.hasPassword(), u.added(), u.addedBy()), a.password(), a.lockout());
        });
    }

    @Override
    public User setDisabled(String name, boolean disabled) {
        require(Action.USER_MANAGE, Optional.empty());
        return change(disabled ? "disable" : "enable", name, c -> {
            AccessRows.Account a = existing(c, name);
            User u = a.user();
            return new AccessRows.Account(
                    new User(name, u.roles(), disabled, u.hasPassword(), u.added(), u.addedBy()), a.password(), a.lockout());
        });
    }

    @Override
    public User setPassword(String name, Optional<String> password) {
        enter();
        if (!name.equals(actor.user()) || standing() != Standing.KNOWN) {
            require(Action.USER_MANAGE, Optional.empty());
        }
        String hash = password.map(Passwords::hash).orElse("");
        return change("password", name, c -> {
            User u = existing(c, name).user();
            return new AccessRows.Account(
                    new User(name, u.roles(), u.disabled(), password.isPresent(), u.added(), u.addedBy()), hash, Lockout.NONE);
        });
    }

    private static AccessRows.Account existing(Connection c, String name) throws SQLException {
        AccessRows.Account a = AccessRows.accounts(c).get(name);
        if (a == null) {
            throw new StorageException("\"" + name + "\" is no user of this project; nothing was changed.");
        }
        return a;
    }

    /** One transaction: the row, the entry that says what it is now, and a look at whether an admin is left. */
    private User change(String what, String name, Database.Work<AccessRows.Account> work) {
        User done = store.db().write(c -> {
            AccessRows.Account a = work.run(c);
            AccessRows.put(c, a);
            if (AccessRows.accounts(c).values().stream()
                    .noneMatch(x -> !x.user().disabled() && x.user().roles().contains(Role.ADMIN))) {
                throw new StorageException("\"" + name
                        + "\" is the last admin, and without one nobody could manage users. Make another admin first;"
                        + " nothing was changed.");
            }
            Map<String, Object> detail = new TreeMap<>();
            detail.put("change", what);
            detail.put("roles", new TreeSet<>(a.user().roles()).stream().map(Role::word).toList());
            detail.put("disabled", a.user().disabled());
            detail.put("password", a.user().hasPassword());
            store.trail().leaf(c, USER_CHANGE, name, detail);
            return a.user();
        });
        logins.forget(name);
        forget();
        return done;
    }

    // Policy

    @Override
    public StoredPolicy policy() {
        return rights().policy();
    }

    @Override
    public StoredPolicy setPolicy(String file, String text) throws IOException {
        require(Action.POLICY_CHANGE, Optional.empty());
        Policy policy = PolicyFile.read(file, text);
        for (Action a : List.of(Action.POLICY_CHANGE, Action.USER_MANAGE)) {
            Decision d = policy.decide(new Policy.Request(Set.of(Role.ADMIN), a, Optional.empty(), actor.purpose()));
            if (!d.allowed()) {
                throw new StorageException(file + " would leave no admin who may " + a.words() + " for the purpose \""
                        + actor.purpose() + "\" (rule \"" + d.rule() + "\"), so nobody could change it back. Nothing was changed.");
            }
        }
        StoredPolicy set = store.db().write(c -> {
            StoredPolicy before = AccessRows.policy(c);
            StoredPolicy now = AccessRows.parsed(before.number() + 1, text, Instant.now(), actor.user());
            AccessRows.add(c, now);
            AccessRows.trace(c, before, now);
            store.trail().leaf(c, POLICY_CHANGE, "policy", Map.of(
                    "number", now.number(), "hash", now.hash(), "before", before.hash(), "name", now.policy().name()));
            return now;
        });
        forget();
        return set;
    }

    /** Part of the transaction that begins a project: the default, under its own number. Answers its hash. */
    static String begin(Connection c, Actor actor) throws SQLException {
        return AccessRows.add(c, AccessRows.parsed(1, PolicyFile.defaultText(), Instant.now(), actor.user())).hash();
    }
}

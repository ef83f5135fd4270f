package plumbline.storage.access;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plumbline.storage.project.Hash;

/**
 * Who may do what in one copy of a project. Where nobody has set up users, whoever can open the folder owns the project.
 * What is denied throws {@code DeniedException} with the rule and who can grant it, and is in the audit log. Users and
 * policy are each copy's own and do not travel with sync. Changes need the rights that they are about.
 */
public interface Access {
    /** How the person who has opened the project stands to it. */
    enum Standing {
        OWNER,
        KNOWN,
        /** A user with a password that was not given yet, or was wrong. */
        LOGIN_NEEDED,
        DISABLED,
        STRANGER
    }

    Standing standing();

    /** The roles of the person who has opened the project. */
    Set<Role> roles();

    // Users

    List<User> users();

    /** The first one is an admin. Throws {@link IllegalArgumentException} for what is no name, role or password. */
    User add(String name, Set<Role> roles, Optional<String> password);

    /** The last enabled admin stays one. */
    User setRoles(String name, Set<Role> roles);

    User setDisabled(String name, boolean disabled);

    /** A user may set the own one; empty takes it away. Failures that were counted are forgotten. */
    User setPassword(String name, Optional<String> password);

    // Policy

    StoredPolicy policy();

    /** {@code file} names the text where it is refused; so is a policy that would leave no admin able to change it back. */
    StoredPolicy setPolicy(String file, String text) throws IOException;

    // Decisions

    /** For the person who has opened the project; leaves no trace. */
    Decision decide(Action action, Optional<Hash> capture);

    /** As somebody else would be answered, logged in; leaves no trace. */
    Decision explain(String user, Action action, Optional<Hash> capture, String purpose);

    void require(Action action, Optional<Hash> capture);

    /** For acts about the whole project: every capture in it must allow it. */
    void requireEverywhere(Action action);

    /**
     * For a server: whether somebody who asks over the network may do something with the whole project. Denials and logins
     * are in the log.
     */
    Decision visitor(Optional<Credentials> who, Action action);

    /** A name, a password, if one was given, and what for. */
    record Credentials(String user, Optional<String> password, String purpose) {
        @Override
        public String toString() {
            return "Credentials[" + user + "]";
        }
    }
}

package plumbline.storage.access;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** A local account of a project. One without a password is a name, not a proof: whoever uses the name is believed. */
public record User(String name, Set<Role> roles, boolean disabled, boolean hasPassword, Instant added, String addedBy) {
    public User {
        roles = Collections.unmodifiableSet(new TreeSet<>(roles));
    }
}

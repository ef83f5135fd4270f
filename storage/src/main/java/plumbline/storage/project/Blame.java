package plumbline.storage.project;

import java.time.Instant;
import java.util.Optional;

/**
 * Where one field group of a label comes from: geometry, class, track, review or attribute:NAME, its value in words, the
 * version that set it (empty: an edit that is not committed), and who did and when.
 */
public record Blame(String group, String value, Optional<Hash> version, String user, Instant at) {}

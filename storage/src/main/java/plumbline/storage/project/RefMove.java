package plumbline.storage.project;

import java.time.Instant;
import java.util.Optional;

/**
 * One move of a ref: {@code heads/NAME}, {@code tags/NAME}, or {@code HEAD} for what the labels were made from. Empty
 * {@code before}: it was made; empty {@code after}: it was deleted. {@code action} says by what.
 */
public record RefMove(
        String ref, Optional<Hash> before, Optional<Hash> after, Instant at, String user, String device, String action) {}

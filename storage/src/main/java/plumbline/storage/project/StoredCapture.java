package plumbline.storage.project;

import java.time.Instant;

/** A capture in the project: its content hash (of the manifest), name and size. */
public record StoredCapture(
        Hash hash, String name, String format, int frames, long points, Instant imported, Governance governance) {}

package plumbline.storage.access;

import java.time.Instant;

/** A policy as a project keeps it: number from 1 (0: the default, from before there were policies), SHA-256 of its text in hex. */
public record StoredPolicy(int number, String hash, String text, Policy policy, Instant at, String by) {}

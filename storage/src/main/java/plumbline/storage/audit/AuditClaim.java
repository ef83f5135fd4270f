package plumbline.storage.audit;

/**
 * What somebody says a log was: its first {@code size} entries have {@code root} (hex). {@code where} says who in words;
 * {@code outside} is true for what whoever writes in the project's folder cannot rewrite. Where {@code reached} is true a
 * shorter log is a broken one.
 */
public record AuditClaim(String log, long size, String root, String where, boolean outside, boolean reached) {}

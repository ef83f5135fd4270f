package plumbline.storage.project;

import java.time.Instant;

/** An edit that can be taken back: its words, how many labels it changed, who made it and when. */
public record EditStep(String what, int labels, String user, Instant at) {}

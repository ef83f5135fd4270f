package plumbline.annotation.assist;

import plumbline.annotation.geometry.Box;

/**
 * A box that automation offers, in the frame of the points it was made from, with how many points are inside and how
 * many lie within 5 cm outside.
 */
public record Proposal(Box box, int inside, int justOutside) {}

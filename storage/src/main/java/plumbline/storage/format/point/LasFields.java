package plumbline.storage.format.point;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import plumbline.storage.format.PointRecords.Place;

/** Where each field lies in a LAS point record (LAS 1.4 R15, tables 7 to 17), extra dimensions last. */
final class LasFields {
    private final List<Place> places = new ArrayList<>();

    private LasFields() {}

    /** In the order of the columns. Scaled extra dimensions stand with the type that they are stored in. */
    static List<Place> of(LasHeader h) {
        LasFields f = new LasFields();
        int format = h.pointFormat();
        if (format < 6) {
            f.legacy(format);
        } else {
            f.modern(format);
        }
        // An extra dimension of a standard name holds what the standard field could not.
        Set<String> own = h.extras().stream().map(LasHeader.Extra::name).collect(Collectors.toSet());
        f.places.removeIf(p -> own.contains(p.name()));
        h.extras().forEach(e -> f.plain(e.name(), e.type(), e.offset()));
        return List.copyOf(f.places);
    }

    private void legacy(int format) {
        plain("intensity", "u2", 12);
        bits("return_number", 14, 0, 3);
        bits("number_of_returns", 14, 3, 3);
        bits("scan_direction", 14, 6, 1);
        bits("edge_of_flight_line", 14, 7, 1);
        bits("classification", 15, 0, 5);
        bits("synthetic", 15, 5, 1);
        bits("key_point", 15, 6, 1);
        bits("withheld", 15, 7, 1);
        plain("scan_angle_rank", "i1", 16);
        plain("user_data", "u1", 17);
        plain("point_source_id", "u2", 18);
        boolean time = format == 1 || format >= 3;
        if (time) {
            plain("gps_time", "f8", 20);
        }
        int at = time ? 28 : 20;
        if (format == 2 || format == 3 || format == 5) {
            colours(at);
            at += 6;
        }
        if (format >= 4) {
            wave(at);
        }
    }

    private void modern(int format) {
        plain("intensity", "u2", 12);
        bits("return_number", 14, 0, 4);
        bits("number_of_returns", 14, 4, 4);
        bits("synthetic", 15, 0, 1);
        bits("key_point", 15, 1, 1);
        bits("withheld", 15, 2, 1);
        bits("overlap", 15, 3, 1);
        bits("scanner_channel", 15, 4, 2);
        bits("scan_direction", 15, 6, 1);
        bits("edge_of_flight_line", 15, 7, 1);
        plain("classification", "u1", 16);
        plain("user_data", "u1", 17);
        plain("scan_angle", "i2", 18);
        plain("point_source_id", "u2", 20);
        plain("gps_time", "f8", 22);
        int at = 30;
        if (format == 7 || format == 8 || format == 10) {
            colours(at);
            at += 6;
        }
        if (format == 8 || format == 10) {
            plain("nir", "u2", at);
            at += 2;
        }
        if (format >= 9) {
            wave(at);
        }
    }

    private void colours(int at) {
        plain("red", "u2", at);
        plain("green", "u2", at + 2);
        plain("blue", "u2", at + 4);
    }

    private void wave(int at) {
        plain("wave_descriptor", "u1", at);
        plain("wave_offset", "u8", at + 1);
        plain("wave_size", "u4", at + 9);
        plain("wave_location", "f4", at + 13);
        plain("wave_x", "f4", at + 17);
        plain("wave_y", "f4", at + 21);
        plain("wave_z", "f4", at + 25);
    }

    private void plain(String name, String type, int at) {
        places.add(new Place(name, type, at, 0, 0));
    }

    private void bits(String name, int at, int shift, int bits) {
        places.add(new Place(name, "u1", at, shift, bits));
    }
}

package care.nearkin.signal.format;

import care.nearkin.signal.format.Understood.Field;
import care.nearkin.signal.format.Understood.Part;
import care.nearkin.signal.format.Understood.Report;
import care.nearkin.signal.format.Understood.Several;
import care.nearkin.signal.format.Understood.Unreadable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a message says of several devices and moments: one report for each device and moment, the older first. */
final class Collected {

    private record Place(String device, @Nullable Instant time) {}

    private record Said(List<Field> fields, ArrayNode pieces) {}

    private static final Comparator<Place> BY_TIME =
            Comparator.comparing(Place::time, Comparator.nullsLast(Comparator.naturalOrder()));

    private final Map<Place, Said> said = new LinkedHashMap<>();
    private final List<Part> broken = new ArrayList<>();

    /** {@code piece} is the part of the message that says so. */
    void add(String device, @Nullable Instant time, List<Field> fields, JsonNode piece) {
        Said place = said.computeIfAbsent(
                new Place(device, time), p -> new Said(new ArrayList<>(), JsonNodeFactory.instance.arrayNode()));
        place.fields().addAll(fields);
        place.pieces().add(piece);
    }

    /** A piece that says nothing that can be understood must not cost the others. */
    void broken(JsonNode piece, String why) {
        broken.add(new Part(piece.toString(), new Unreadable(why)));
    }

    /** {@code id} tells this message from the device's others; null when the format has none. */
    Understood understood(String nothing, @Nullable String id) {
        if (said.size() + broken.size() > Several.MOST) {
            return new Unreadable("signal.why.tooMany");
        }
        List<Place> places = said.keySet().stream().sorted(BY_TIME).toList();
        if (broken.isEmpty() && places.size() == 1) {
            return report(places.get(0)).id(id);
        }
        List<Part> parts = new ArrayList<>();
        for (Place place : places) {
            Report report = report(place).id(id == null ? null : id + "#" + parts.size());
            parts.add(new Part(raw(place), report));
        }
        parts.addAll(broken);
        return parts.isEmpty() ? new Unreadable(nothing) : new Several(parts);
    }

    private Report report(Place place) {
        List<Field> fields = said.getOrDefault(place, new Said(List.of(), JsonNodeFactory.instance.arrayNode()))
                .fields();
        return Report.of(place.device(), fields).at(place.time(), true);
    }

    private String raw(Place place) {
        Said here = said.get(place);
        return JsonNodeFactory.instance
                .objectNode()
                .set(place.device(), here == null ? JsonNodeFactory.instance.arrayNode() : here.pieces())
                .toString();
    }
}

package care.nearkin.access;

import java.util.List;
import org.springframework.data.repository.Repository;

/** Rows of areas. */
interface AreaRows extends Repository<Area, String> {

    Area save(Area area);

    List<Area> findAllByOrderByName();
}

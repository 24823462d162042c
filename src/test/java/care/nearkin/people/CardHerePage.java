package care.nearkin.people;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Shows the card's fragment alone, as the pages of other modules include it. */
@Controller
class CardHerePage {

    private final Residents residents;

    CardHerePage(Residents residents) {
        this.residents = residents;
    }

    @MayRead
    @GetMapping("/test/people/{id}")
    String card(@PathVariable long id, Model model) {
        model.addAttribute("card", residents.card(id, "test").orElseThrow());
        return "people/card :: card(card=${card})";
    }
}

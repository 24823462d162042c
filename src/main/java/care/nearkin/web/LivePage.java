package care.nearkin.web;

import care.nearkin.access.Viewers;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The stream that open pages listen to: one event a topic, no content; who may see what is asked when fetching it. */
@Controller
class LivePage {

    private static final long NEVER = 0;

    private final LiveNews news;
    private final Viewers viewers;

    LivePage(LiveNews news, Viewers viewers) {
        this.news = news;
        this.viewers = viewers;
    }

    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @PreAuthorize("isAuthenticated()")
    ResponseEntity<SseEmitter> live(HttpServletResponse response) {
        SseEmitter line = new SseEmitter(NEVER);
        if (!news.admit(new LiveReader(viewers.current(), line))) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        }
        // proxies such as nginx would keep the stream until it ends
        response.setHeader("X-Accel-Buffering", "no");
        return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body(line);
    }
}

package care.nearkin.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.ServletRequestPathUtils;

/** Every page of a record that was merged into another leads to the same page of that one, as far as its reader may see it. */
@Configuration(proxyBeanMethods = false)
class FormerRecords implements WebMvcConfigurer, HandlerInterceptor {

    private static final Pattern OF_A_RECORD = Pattern.compile("/residents/([0-9]{1,18})(/.*)?");

    private final ServedResidents residents;

    FormerRecords(ServedResidents residents) {
        this.residents = residents;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/residents/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse answer, Object handler)
            throws IOException {
        Matcher asked = OF_A_RECORD.matcher(ServletRequestPathUtils.getParsedRequestPath(request)
                .pathWithinApplication()
                .value());
        if (!request.getMethod().equals("GET") || !asked.matches()) {
            return true;
        }
        Optional<Long> now = residents.mergedInto(Long.parseLong(asked.group(1)));
        if (now.isEmpty()) {
            return true;
        }
        String rest = asked.group(2) == null ? "" : asked.group(2);
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        answer.sendRedirect(request.getContextPath() + "/residents/" + now.get() + rest + query);
        return false;
    }
}

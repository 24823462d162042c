package care.nearkin;

import care.nearkin.access.AccountsFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plain client of the running program with cookies of its own, as a browser or a program would be. */
public final class Here {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient client;
    private final String address;
    private String authorization;

    public Here(int port) {
        this.address = "http://127.0.0.1:" + port;
        this.client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Signed in as one of the sample's staff, as her browser is. */
    public static Here as(String name, int port, AccountsFile accounts) {
        Here here = new Here(port);
        here.signIn(name, accounts.passwordOf(name, ""));
        return here;
    }

    public Here basic(String name, String password) {
        authorization =
                "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public HttpResponse<String> page(String path) {
        return get(path, "Accept", "text/html");
    }

    public HttpResponse<String> post(String path, String contentType, String body, String... headers) {
        return send("POST", path, body, with(headers, "Content-Type", contentType));
    }

    public HttpResponse<String> put(String path, String json, String... headers) {
        return send("PUT", path, json, with(headers, "Content-Type", "application/json"));
    }

    public HttpResponse<String> call(String method, String path, String json) {
        return send(method, path, json, "Content-Type", "application/json");
    }

    /** Posts a form with the CSRF token of {@code page}, as a browser would after loading it. */
    public HttpResponse<String> submit(String page, String path, Map<String, String> fields, String... headers) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&", "_csrf=" + encoded(csrf(page)) + "&", ""));
        return post(path, "application/x-www-form-urlencoded", form, with(headers, "Accept", "text/html"));
    }

    /** The token that {@code page} gives to what it sends. */
    public String csrf(String page) {
        Matcher token = CSRF.matcher(page(page).body());
        if (!token.find()) {
            throw new AssertionError("no form on " + page);
        }
        return token.group(1);
    }

    public HttpResponse<String> signIn(String name, String password) {
        return submit("/sign-in", "/sign-in", Map.of("username", name, "password", password));
    }

    /** Attaches a file as a page of ours does, with the token of {@code page}. */
    public HttpResponse<String> upload(String page, String path, String name, byte[] content, String accept) {
        String end = "----here";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--" + end + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + end + "--\r\n").getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "multipart/form-data; boundary=" + end)
                .header("Accept", accept)
                .header("Accept-Language", "en")
                .header("X-CSRF-TOKEN", csrf(page))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        return sent(request, BodyHandlers.ofString());
    }

    /** What is no text. */
    public HttpResponse<byte[]> bytes(String path) {
        return sent(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofByteArray());
    }

    private <T> HttpResponse<T> sent(HttpRequest request, HttpResponse.BodyHandler<T> read) {
        try {
            return client.send(request, read);
        } catch (IOException e) {
            throw new AssertionError(request.uri().getPath(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What the program goes on telling, line by line, until the stream is closed. */
    public HttpResponse<Stream<String>> stream(String path) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofLines());
        } catch (IOException e) {
            throw new AssertionError(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String[] with(String[] headers, String name, String value) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = name;
        all[headers.length + 1] = value;
        return all;
    }
}

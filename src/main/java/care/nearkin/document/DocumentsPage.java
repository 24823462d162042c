package care.nearkin.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** A case's files and photos on its page and its tasks' pages; a file is only ever saved, never shown as a page of ours. */
@Controller
@PreAuthorize("hasAnyRole('OPERATOR','CASEWORKER','MAINTAINER','SUPERVISOR','MANAGER','ADMIN')")
class DocumentsPage {

    /** What the fragment shows beside each file. */
    record Shown(Document document, boolean mayRemove) {}

    private final Documents documents;

    DocumentsPage(Documents documents) {
        this.documents = documents;
    }

    @GetMapping("/cases/{number}/documents")
    String list(@PathVariable String number, @RequestParam(required = false) @Nullable String task, Model model) {
        List<Shown> all = documents.of(number).stream()
                .map(document -> new Shown(document, documents.mayRemove(document)))
                .toList();
        model.addAttribute("documents", all).addAttribute("number", number).addAttribute("task", task);
        return "document/list :: documents";
    }

    @PostMapping("/cases/{number}/documents")
    @PreAuthorize("hasAnyRole('OPERATOR','CASEWORKER','MAINTAINER','SUPERVISOR')")
    String add(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String task,
            @RequestParam(required = false) @Nullable List<MultipartFile> file,
            Model model)
            throws IOException {
        List<Documents.Chosen> chosen = new ArrayList<>();
        for (MultipartFile each : file == null ? List.<MultipartFile>of() : file) {
            if (!each.isEmpty()) {
                chosen.add(new Documents.Chosen(each.getOriginalFilename(), each.getBytes()));
            }
        }
        documents.add(number, task == null || task.isBlank() ? null : task, chosen);
        return list(number, task, model);
    }

    @PostMapping("/documents/{id}/remove")
    @PreAuthorize("hasAnyRole('OPERATOR','CASEWORKER','MAINTAINER','SUPERVISOR')")
    String remove(@PathVariable long id, @RequestParam(required = false) @Nullable String task, Model model) {
        Document document = documents.get(id);
        documents.remove(document);
        return list(document.caseNumber(), task, model);
    }

    @GetMapping("/documents/{id}")
    ResponseEntity<byte[]> content(@PathVariable long id) {
        Document document = documents.get(id);
        ContentDisposition saved = ContentDisposition.attachment()
                .filename(document.name(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(document.kind().mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, saved.toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(documents.read(document));
    }
}

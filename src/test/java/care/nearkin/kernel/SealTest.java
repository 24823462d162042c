package care.nearkin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SealTest {

    private final SealKey first = SealKey.random();
    private final Seal seal = new Seal(List.of(first));

    @Test
    void opensWhatItSealed() {
        String sealed = seal.seal("高血压 · 138 0000 0000");

        assertThat(sealed).startsWith("v1:" + first.id() + ":").doesNotContain("138", "高血压");
        assertThat(seal.open(sealed)).isEqualTo("高血压 · 138 0000 0000");
        assertThat(seal.open(seal.seal(""))).isEmpty();
    }

    @Test
    void sealsTheSameTextDifferentlyEachTime() {
        assertThat(seal.seal("same")).isNotEqualTo(seal.seal("same"));
    }

    @Test
    void refusesAnAlteredText() {
        String sealed = seal.seal("do not touch");
        int at = sealed.length() - 6;
        String altered = sealed.substring(0, at) + (sealed.charAt(at) == 'A' ? 'B' : 'A') + sealed.substring(at + 1);

        assertThatThrownBy(() -> seal.open(altered)).isInstanceOf(Seal.Broken.class);
        assertThatThrownBy(() -> seal.open("in clear")).isInstanceOf(Seal.Broken.class);
        assertThatThrownBy(() -> seal.open("v1:" + first.id() + ":AAAA")).isInstanceOf(Seal.Broken.class);
    }

    @Test
    void refusesATextThatBelongsToSomethingElse() {
        String sealed = seal.seal("her story", "AL-2026-000001");

        assertThat(seal.open(sealed, "AL-2026-000001")).isEqualTo("her story");
        assertThatThrownBy(() -> seal.open(sealed, "AL-2026-000002")).isInstanceOf(Seal.Broken.class);
        assertThatThrownBy(() -> seal.open(sealed)).isInstanceOf(Seal.Broken.class);
    }

    @Test
    void sealsWhatIsNoTextInTheSameWay() {
        byte[] photo = {(byte) 0xff, (byte) 0xd8, 0, ':', 'v', '1'};
        byte[] sealed = seal.seal(photo, "photo 1");

        assertThat(seal.open(sealed, "photo 1")).isEqualTo(photo);
        assertThat(seal.open(seal.seal(new byte[0], "photo 1"), "photo 1")).isEmpty();
        assertThatThrownBy(() -> seal.open(sealed, "photo 2")).isInstanceOf(Seal.Broken.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> seal.open(sealed, "photo 1")).isInstanceOf(Seal.Broken.class);
        assertThatThrownBy(() -> seal.open(photo, "photo 1")).isInstanceOf(Seal.Broken.class);
        assertThatThrownBy(() -> new Seal(List.of(SealKey.random())).open(seal.seal(photo, ""), ""))
                .isInstanceOf(Seal.Broken.class);
    }

    @Test
    void refusesAnotherKey() {
        String sealed = seal.seal("mine");

        assertThatThrownBy(() -> new Seal(List.of(SealKey.random())).open(sealed))
                .isInstanceOf(Seal.Broken.class);
    }

    @Test
    void afterAKeyChangeTheNewKeySealsAndTheOldStillOpens() {
        SealKey second = SealKey.random();
        Seal changed = new Seal(List.of(second, first));

        assertThat(changed.open(seal.seal("old"))).isEqualTo("old");
        assertThat(changed.seal("new")).startsWith("v1:" + second.id() + ":");
    }

    @Test
    void neverShowsAKey() {
        assertThat(first.toString()).doesNotContain(first.line());
    }
}

// Steps ticked to treat them together are kept by the server at once, one after the other: they stand on every page of the
// list and at every computer. A tick that could not be kept is taken back and said.
let before = Promise.resolve();

document.addEventListener('change', ({ target }) => {
  if (target.matches('.pick input')) {
    target.toggleAttribute('checked', target.checked);
    before = before.then(() => keep(target));
  }
});

async function keep(tick) {
  const bar = document.getElementById('picked');
  try {
    const csrf = document.querySelector('meta[name="csrf"]');
    const body = new URLSearchParams({ showed: tick.value });
    if (tick.checked) {
      body.set('task', tick.value);
    }
    const answer = await fetch('/tasks/picks', {
      method: 'POST',
      headers: { 'HX-Request': 'true', [csrf.dataset.header]: csrf.content },
      body,
    });
    if (!answer.ok) {
      throw new Error(answer.status);
    }
    const now = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('picked');
    bar.replaceChildren(...now.childNodes);
    bar.hidden = now.hidden;
  } catch {
    tick.checked = !tick.checked;
    tick.toggleAttribute('checked', tick.checked);
    const said = document.createElement('p');
    said.textContent = bar.dataset.failed;
    bar.prepend(said);
    bar.hidden = false;
  }
}

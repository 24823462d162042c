// When the session has ended: a page with something unsaved on it stays and says so, any other goes to the sign-in page
// and comes back from there.
const staying = [];

export function onceSignedOut(stays) {
  staying.push(stays);
}

export function signedOut() {
  if (!staying.some((stays) => stays())) {
    anew();
  }
}

// Signed in again in another window: the page goes on with the new session's token, if it is the same person. What one
// has typed is not for the next who signs in at this desk.
export async function renewed() {
  const answer = await fetch(location.pathname, { headers: { Accept: 'text/html' } });
  if (!answer.ok || new URL(answer.url).pathname === '/sign-in') {
    return false;
  }
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const token = page.querySelector('meta[name="csrf"]')?.content;
  if (!token || page.body.dataset.person !== document.body.dataset.person) {
    anew();
    return false;
  }
  document.querySelector('meta[name="csrf"]').content = token;
  document.querySelectorAll('input[name="_csrf"]').forEach((field) => { field.value = token; });
  return true;
}

// Fetched, never sent once more: a page may be the answer to a form.
function anew() {
  location.replace(location.pathname + location.search);
}

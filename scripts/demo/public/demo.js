/** The demo mailbox's own script: choosing a mail, moving by keyboard, Send. Named as Roundcube's, with the two calls that its pages use. */
const rcmail = {
  env: {},
  set_env(values) {
    Object.assign(this.env, values);
  },
  command(name) {
    if (name !== 'send') return false;
    const form = document.forms.namedItem('form');
    if (!form) return false;
    const text = form.elements.namedItem('_message');
    if (text.value.trim() === '' && !window.confirm(this.env.without_text)) return false;
    form.submit();
    return false;
  },
};
window.rcmail = rcmail;

function choose(row) {
  const frame = document.querySelector('#messagecontframe');
  const link = row.querySelector('td.subject a');
  for (const other of document.querySelectorAll('#messagelist tr.selected')) {
    other.classList.remove('selected', 'focused');
    other.querySelector('td.subject a')?.removeAttribute('aria-current');
  }
  row.classList.add('selected', 'focused');
  row.classList.remove('unread');
  link.setAttribute('aria-current', 'true');
  const url = new URL(link.href);
  // A narrow window has no room for the frame: the mail opens on a page of its own.
  if (frame.offsetParent === null) {
    location.assign(url);
    return;
  }
  url.searchParams.set('_action', 'preview');
  url.searchParams.set('_framed', '1');
  frame.contentWindow.location.replace(url);
}

function step(row, key) {
  const rows = [...document.querySelectorAll('#messagelist tr.message')];
  const at = rows.indexOf(row);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[key];
  const next = rows[to];
  if (!next) return;
  next.querySelector('td.subject a').focus();
  choose(next);
}

function watchList(list) {
  list.addEventListener('click', (event) => {
    const row = event.target.closest('tr.message');
    if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(row);
  });
  list.addEventListener('dblclick', (event) => {
    const row = event.target.closest('tr.message');
    if (row) location.assign(row.querySelector('td.subject a').href);
  });
  list.addEventListener('keydown', (event) => {
    const row = event.target.closest('tr.message');
    if (!row || !['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) return;
    event.preventDefault();
    step(row, event.key);
  });
}

document.addEventListener('DOMContentLoaded', () => {
  const list = document.querySelector('#messagelist');
  if (list) watchList(list);
  const send = document.querySelector('button.send');
  // Roundcube enables Send a moment after the page is there.
  if (send) setTimeout(() => send.removeAttribute('disabled'), 100);
});
